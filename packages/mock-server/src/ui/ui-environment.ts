import { MisuseError } from '@dlubal-kit/auth-core';
import type { MockServer } from '../door/mock-server.js';

/**
 * What a program needs to call the server with a key: its text, and a line for a shell.
 *
 * @throws {MisuseError} for a key that the server did not make: it may be worth something elsewhere.
 */
export function uiEnvironment(server: MockServer, label: string): { key: string; exports: string } {
  const key = server.key(label);
  if (!key.made) {
    throw new MisuseError(
      `The key ${label} was given to the server, which does not show it.`,
      'Take it from where it came from.',
    );
  }
  const { DLUBAL_API_KEY, DLUBAL_API_URL, DLUBAL_API_TLS, DLUBAL_API_CA_FILE } = server.env(key.label);
  const variables = { DLUBAL_API_KEY, DLUBAL_API_URL, DLUBAL_API_TLS, DLUBAL_API_CA_FILE };
  const words = Object.entries(variables).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${quoted(value)}`],
  );
  return { key: key.reveal(), exports: `export ${words.join(' ')}` };
}

/** A word for a POSIX shell. */
const quoted = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

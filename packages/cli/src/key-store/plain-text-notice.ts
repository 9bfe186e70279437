import { realpathSync, statSync } from 'node:fs';
import type { Context } from '../terminal/context.js';

/** What is known of a file before a key is written to it. */
interface FileFacts {
  readonly platform: string;
  /** Permission bits; undefined when there is no file yet, or the system has none. */
  readonly mode: number | undefined;
  /** Number of the user who owns it; undefined when that is this user, or is not known. */
  readonly foreignOwner: number | undefined;
}

/** On a terminal: says that a key is stored in plain text, in which file, and who can read it. */
export function plainTextNotice(path: string, context: Context, instead = ''): void {
  if (!context.errIsTerminal) return;
  const who = whoCanRead(factsOf(path, context.platform));
  context.print.note(
    `the key will be stored in plain text in ${whereItPoints(path)}, which ${who}.${instead}`,
  );
}

function whereItPoints(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function factsOf(path: string, platform: string): FileFacts {
  const unknown = { platform, mode: undefined, foreignOwner: undefined };
  if (platform === 'win32') return unknown;
  try {
    const { mode, uid } = statSync(path);
    return { platform, mode: mode & 0o777, foreignOwner: uid === process.getuid?.() ? undefined : uid };
  } catch {
    return unknown;
  }
}

/**
 * Who will be able to read a config.ini once a key was written, in words that follow "which". The store gives a new
 * file mode 0600 and removes the rights of others from an existing one.
 */
function whoCanRead({ platform, mode, foreignOwner }: FileFacts): string {
  if (platform === 'win32') {
    return 'your account, the administrators of this machine and everyone with rights on its folder can read';
  }
  const who = foreignOwner === undefined ? 'only you' : `the user with number ${foreignOwner}`;
  const octal = (bits: number): string => bits.toString(8).padStart(4, '0');
  const others =
    mode !== undefined && (mode & 0o077) !== 0
      ? `; it is mode ${octal(mode)} now, so other users can read it`
      : '';
  return `${who} and root can read (mode ${octal((mode ?? 0o600) & 0o600)}${others})`;
}

import { MisuseError } from '@dlubal-kit/auth-core';
import type { KeysOption } from '../keys/key-ring.js';
import type { KeySpec } from '../keys/mock-key.js';
import { identityOf } from '../tls/server-identity.js';
import { checkServerOptions } from './check-options.js';
import type { MockServer } from './mock-server.js';
import type { LabelsOf, MockServerOptions } from './mock-server-options.js';
import { RunningServer } from './running-server.js';

/**
 * Starts a Dlubal API server for tests, in this process: it checks keys, counts requests against the month's limit,
 * answers refusals in the real server's words, and serves RFEM's methods from small in-memory models.
 *
 * @throws {MisuseError} when an option is unknown or has a wrong value; the message says which, and what to give.
 * @throws {Error} from Node, when the port cannot be listened on (`EADDRINUSE`, `EACCES`).
 * @example
 * await using server = await startMockServer({ keys: { project_1: { limit: 1_000 } } });
 * await using app = await connect({ port: server.port, apiKeyValue: server.keys.project_1.reveal() });
 */
export async function startMockServer<const Keys extends KeysOption = { readonly project_1: KeySpec }>(
  options: MockServerOptions<Keys> = {},
): Promise<MockServer<LabelsOf<Keys>>> {
  refuseBrowser(globalThis as { document?: unknown; window?: unknown });
  checkServerOptions(options);
  const server = new RunningServer(options, await identityOf(options.tls));
  await server.listen();
  return server as unknown as MockServer<LabelsOf<Keys>>;
}

/** A test environment that imitates a browser replaces what Node's sockets need: a server would hang in it. */
function refuseBrowser(world: { readonly document?: unknown; readonly window?: unknown }): void {
  if (world.document === undefined || world.window === undefined) return;
  throw new MisuseError(
    'The mock server was started in a test environment that imitates a browser (jsdom, happy-dom).',
    'Run the file in the environment "node": add a comment with @vitest-environment node, or @jest-environment node, at its top.',
  );
}

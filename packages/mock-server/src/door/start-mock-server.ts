import type { KeysOption } from '../keys/key-ring.js';
import type { KeySpec } from '../keys/mock-key.js';
import { identityOf } from '../tls/server-identity.js';
import type { MockServer } from './mock-server.js';
import type { LabelsOf, MockServerOptions } from './mock-server-options.js';
import { RunningServer } from './running-server.js';

/**
 * Starts a Dlubal API server for tests, in this process: it checks keys, counts requests against the month's limit,
 * answers refusals in the real server's words, and serves RFEM's methods from small in-memory models.
 *
 * @throws {TypeError} when an option is unknown or has a wrong value; the message says which, and what to give.
 * @throws {Error} from Node, when the port cannot be listened on (`EADDRINUSE`, `EACCES`).
 * @example
 * await using server = await startMockServer({ keys: { project_1: { limit: 1_000 } } });
 * await using app = await connect({ port: server.port, apiKeyValue: server.keys.project_1.reveal() });
 */
export async function startMockServer<const Keys extends KeysOption = { readonly project_1: KeySpec }>(
  options: MockServerOptions<Keys> = {},
): Promise<MockServer<LabelsOf<Keys>>> {
  const server = new RunningServer(options, await identityOf(options.tls));
  await server.listen();
  return server as unknown as MockServer<LabelsOf<Keys>>;
}

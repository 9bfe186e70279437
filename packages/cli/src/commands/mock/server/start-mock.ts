import type { CertificateState, MockServer, MockServerOptions } from '@dlubal-kit/mock-server';
import type { Call } from '../../../command-line/command.js';
import { readPort } from '../../../command-line/read-port.js';
import { readWhole } from '../../../command-line/read-whole.js';
import { UsageError } from '../../../failure/usage-error.js';
import { readKeys } from './read-keys.js';

/**
 * What `mock`, `mock exec` and `mock rehearse` ask of the server: the one place that reads the options for it.
 *
 * @throws {UsageError} when an option is not one.
 */
export function mockOptions(call: Call): MockServerOptions {
  const tls = tlsOption(call);
  const limit = readWhole('limit', call.values.limit, 'requests');
  return {
    port: readPort(call.values.port),
    host: call.values.host ?? '127.0.0.1',
    ref: true,
    keys: readKeys(call).specs,
    ...(limit === undefined ? {} : { monthlyLimit: limit }),
    ...(tls === undefined ? {} : { tls }),
  };
}

/** A state that there is not is refused by the server, with the list. */
function tlsOption({ flags, values }: Call): MockServerOptions['tls'] {
  const { certificate } = values;
  if (certificate !== undefined) return { certificate: certificate as CertificateState };
  return flags.tls === true ? true : undefined;
}

/**
 * Starts the server: the one place that does. The server is loaded only now.
 *
 * @throws {UsageError} with the server's words, when an option is not one.
 */
export async function startMock(options: MockServerOptions): Promise<MockServer> {
  const { startMockServer } = await import('@dlubal-kit/mock-server');
  try {
    return await startMockServer(options);
  } catch (cause) {
    throw cause instanceof TypeError ? new UsageError(cause.message) : cause;
  }
}

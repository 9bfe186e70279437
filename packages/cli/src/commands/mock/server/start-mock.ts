import { isDlubalError } from '@dlubal-kit/auth-core';
import type { CertificateState, MockServer, MockServerOptions } from '@dlubal-kit/mock-server';
import { UsageError } from '../../../failure/usage-error.js';
import { readKeys } from './read-keys.js';

/** Where to listen, for all commands that do. */
export interface ListenOptions {
  readonly port: number | undefined;
  readonly host: string | undefined;
  readonly tls: boolean;
  readonly certificate: CertificateState | undefined;
}

/** The options of a mock server. */
export interface MockOptions extends ListenOptions {
  readonly key: readonly string[];
  readonly limit: number | undefined;
}

export function listenOptions({ port = 0, host = '127.0.0.1', tls, certificate }: ListenOptions) {
  const encryption = certificate === undefined ? (tls ? true : undefined) : { certificate };
  return { port, host, ref: true, ...(encryption === undefined ? {} : { tls: encryption }) };
}

/** @throws {UsageError} when a label is given twice. */
export function mockOptions(options: MockOptions): MockServerOptions {
  const { key, limit } = options;
  return {
    ...listenOptions(options),
    keys: readKeys(key).specs,
    ...(limit === undefined ? {} : { monthlyLimit: limit }),
  };
}

/**
 * Starts the server: the one place that does. The server is loaded only now.
 *
 * @throws {UsageError} with the server's words, when it refuses an option.
 */
export async function startMock(options: MockServerOptions): Promise<MockServer> {
  const { startMockServer } = await import('@dlubal-kit/mock-server');
  try {
    return await startMockServer(options);
  } catch (cause) {
    if (!isDlubalError(cause) || cause.kind !== 'client-misuse') throw cause;
    throw new UsageError(cause.failure.happened, cause.failure.remedy, { cause });
  }
}

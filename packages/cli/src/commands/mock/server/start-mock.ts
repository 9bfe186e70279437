import { isDlubalError } from '@dlubal-kit/auth-core';
import type {
  ApplicationName,
  CertificateState,
  MockServer,
  MockServerOptions,
} from '@dlubal-kit/mock-server';
import { UsageError } from '../../../failure/usage-error.js';
import type { LoadedServices } from './load-services.js';
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
  readonly application: readonly ApplicationName[];
  readonly maxMessageBytes: number | undefined;
  readonly gzip: boolean;
}

export function listenOptions({ port = 0, host = '127.0.0.1', tls, certificate }: ListenOptions) {
  const encryption = certificate === undefined ? (tls ? true : undefined) : { certificate };
  return { port, host, ref: true, ...(encryption === undefined ? {} : { tls: encryption }) };
}

/** @throws {UsageError} when a label is given twice. */
export function mockOptions(options: MockOptions, services: LoadedServices): MockServerOptions {
  const { key, limit, application, maxMessageBytes, gzip } = options;
  return {
    ...listenOptions(options),
    keys: readKeys(key).specs,
    services: Object.values(services),
    gzip,
    ...(application.length === 0 ? {} : { applications: application }),
    ...(limit === undefined ? {} : { monthlyLimit: limit }),
    ...(maxMessageBytes === undefined ? {} : { maxMessageBytes }),
  };
}

/** What the command line and a scenario ask for. The scenario's keys win; applications are those of both. */
export function withScenario(asked: MockServerOptions, scenario: MockServerOptions = {}): MockServerOptions {
  const { applications = [] } = asked;
  const all = [...applications, ...(scenario.applications ?? [])];
  return { ...asked, ...scenario, ...(all.length === 0 ? {} : { applications: [...new Set(all)] }) };
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

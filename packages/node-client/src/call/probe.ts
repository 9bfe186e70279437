import type { Failure } from '@dlubal-kit/auth-core';
import { proxyFor } from '../address/proxy.js';
import { openChannel } from '../channel/open-channel.js';
import { gather } from '../gather/gather.js';
import type { LookupOptions, ServerOptions } from '../gather/gather-options.js';
import { originOf } from '../gather/server-target.js';
import { explainFailure } from './wrap-call-error.js';

/** What decides how a server is reached. */
export interface ProbeOptions
  extends Omit<ServerOptions, 'deadlineMs'>,
    Pick<LookupOptions, 'env' | 'home' | 'cwd' | 'platform'> {
  /** Longest time for the connection, in milliseconds. @default 8_000 */
  readonly connectTimeoutMs?: number | undefined;
}

/**
 * Connects as a call would, up to the first words of HTTP/2, and makes no call: it costs nothing and sends no key.
 *
 * @returns why the server was not reached; undefined when something there speaks HTTP/2.
 * @throws {AddressError} {TlsRootsError} {DlubalError} when the options cannot be used.
 * @example
 * const failure = await probe({ url: '10.0.0.5', tls: true });
 * if (failure !== undefined) console.error(failure.remedy);
 */
export async function probe(options: ProbeOptions = {}): Promise<Failure | undefined> {
  const { connectTimeoutMs, ...places } = options;
  const gathered = gather(places);
  const { address, security: tls, url } = gathered.server();
  const proxy = proxyFor(address, { proxy: options.proxy, env: gathered.env });
  const { channel } = await openChannel({ address, tls, proxy, connectTimeoutMs });
  try {
    await channel.probe();
    return undefined;
  } catch (report) {
    const where = { what: 'Connecting', address: address.text, addressFrom: originOf(url.source), proxy };
    return explainFailure(report, where);
  } finally {
    await channel.close(0);
  }
}

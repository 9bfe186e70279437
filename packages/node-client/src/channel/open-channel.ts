import type { OutgoingHttpHeaders } from 'node:http2';
import { createSecureContext } from 'node:tls';
import { type Address, socketFileOf } from '../address/address.js';
import type { HttpProxy } from '../address/proxy.js';
import type { Security } from '../dial/route.js';
import type { TlsOption } from '../gather/gather-options.js';
import { ACCEPTED } from '../wire/unzip.js';
import { Channel } from './channel.js';
import { type Compression, CompressionChoice } from './compression.js';
import { loadIdentity } from './load-identity.js';
import { loadRoots } from './load-roots.js';

/** An open way to a server, and what every call on it carries. */
export interface OpenChannel {
  readonly channel: Channel;
  readonly headers: OutgoingHttpHeaders;
  readonly compression: CompressionChoice;
}

/** What a channel is opened with. */
export interface ChannelSettings {
  readonly address: Address;
  readonly tls: TlsOption;
  readonly proxy?: HttpProxy | undefined;
  readonly connectTimeoutMs?: number | undefined;
  readonly compression?: Compression | undefined;
}

/**
 * Default time limit of a connection, in milliseconds: the first packet of one is repeated after 1, 3 and 7 seconds, so this
 * leaves four tries.
 */
export const CONNECT_TIMEOUT_MS = 8_000;

/**
 * Opens a channel. It connects when the first call needs it.
 *
 * @throws {TlsRootsError} when `tls` names roots or a certificate that cannot be used.
 */
export async function openChannel(settings: ChannelSettings): Promise<OpenChannel> {
  const { address, tls, proxy, connectTimeoutMs = CONNECT_TIMEOUT_MS, compression = 'auto' } = settings;
  const security = tls === false ? undefined : await securityOf(tls, address);
  return {
    channel: new Channel({ address, proxy, security, connectTimeoutMs }),
    headers: grpcHeaders(address, security !== undefined),
    compression: new CompressionChoice(compression, address.loopback),
  };
}

/** The headers of gRPC over HTTP/2, in the order that it prescribes. */
function grpcHeaders({ host, text }: Address, secure: boolean): OutgoingHttpHeaders {
  return {
    ':method': 'POST',
    ':scheme': secure ? 'https' : 'http',
    ':path': '',
    ':authority': socketFileOf(host) === undefined ? text : 'localhost',
    te: 'trailers',
    'content-type': 'application/grpc',
    'grpc-accept-encoding': ACCEPTED,
  };
}

async function securityOf(tls: Exclude<TlsOption, false>, { host }: Address): Promise<Security> {
  const secureContext = createSecureContext({
    ca: await loadRoots(tls),
    ...loadIdentity(tls),
    ciphers: process.env.GRPC_SSL_CIPHER_SUITES,
  });
  const own = socketFileOf(host) === undefined ? host.replace(/%.*$/, '').replace(/\.$/, '') : 'localhost';
  const serverName = typeof tls === 'object' ? (tls.serverName ?? own) : own;
  return { secureContext, serverName };
}

import type { Channel, ChannelOptions, Metadata } from '@grpc/grpc-js';
import type { Address } from '../address/address.js';
import type { TlsOption } from '../gather/gather-options.js';
import { loadRoots } from './load-roots.js';

/** An open way to a server: grpc-js's channel, and the headers that every call on it carries. */
export interface OpenChannel {
  readonly channel: Channel;
  readonly metadata: Metadata;
}

/**
 * Opens a channel. grpc-js is loaded here and nowhere else, when the first connection is made.
 *
 * @param headers Sent with every call; made into grpc-js's metadata once.
 * @throws {TlsRootsError} when `tls` names roots that cannot be used.
 */
export async function openChannel(
  address: Address,
  tls: TlsOption,
  headers: Readonly<Record<string, string>>,
): Promise<OpenChannel> {
  const [grpc, roots] = await Promise.all([
    import('@grpc/grpc-js'),
    tls === false ? undefined : loadRoots(tls),
  ]);
  const credentials =
    tls === false
      ? grpc.credentials.createInsecure()
      : grpc.credentials.createSsl(roots === undefined ? null : Buffer.from(roots));
  const metadata = new grpc.Metadata();
  for (const [name, value] of Object.entries(headers)) metadata.set(name, value);
  return { channel: new grpc.Channel(address.target, credentials, channelOptions(address)), metadata };
}

/** grpc-js's options, each with the reason why it is not left at its default. */
export function channelOptions(address: Address): ChannelOptions {
  return {
    // As the official client: a model's tables exceed the default of 4 MB (docs/facts/wire.md, Transport).
    'grpc.max_receive_message_length': -1,
    'grpc.max_send_message_length': -1,
    // gzip, which `isWorthGzip` turns off for most messages, one by one.
    'grpc.default_compression_algorithm': 2,
    // Each attempt that reaches the server is billed (docs/facts/wire.md, Metering). With 0 neither a service config's
    // retries nor grpc-js's own second attempt after REFUSED_STREAM take place; the call fails and says so.
    'grpc.enable_retries': 0,
    // A service config from the DNS could set retries and time limits, and costs a look-up of TXT records.
    'grpc.service_config_disable_resolution': 1,
    // grpc-js sends even 127.0.0.1 through http_proxy, and then says only "Last error: undefined".
    'grpc.enable_http_proxy': address.loopback ? 0 : 1,
    // The pool that all channels of a process share also shares the wait after a failed connection: a new client
    // would fail with the error of an old one, though the server has started since.
    'grpc.use_local_subchannel_pool': 1,
    // One server on one machine, restarted by hand: waits made for fleets (1 s growing to 2 min) only hold up.
    'grpc.initial_reconnect_backoff_ms': 100,
    'grpc.max_reconnect_backoff_ms': 5_000,
  };
}

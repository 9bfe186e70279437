import { type LookupAddress, lookup } from 'node:dns';
import { connect, isIP, type LookupFunction, type Socket, type TcpNetConnectOpts } from 'node:net';
import { isLocalhost } from '../address/address.js';
import type { DialLimit } from './dial-limit.js';
import { waitFor } from './wait-for.js';

/** Where a socket leads: a host and port, or the path of a unix socket. */
export type Hop = { readonly host: string; readonly port: number } | { readonly path: string };

/**
 * The kernel looks after a connection that is idle: after ten seconds it asks once a second, ten times, whether the peer still
 * lives. No server counts these questions, unlike HTTP/2's pings (docs/adr/0004).
 */
const WATCHED = { keepAlive: true, keepAliveInitialDelay: 10_000, noDelay: true } as const;

/**
 * `localhost` and other names with addresses of both families: the second is tried when the first has not answered within
 * this time. Node's own 250 ms are too short for a server at the other end of a VPN.
 */
const FAMILIES = { autoSelectFamily: true, autoSelectFamilyAttemptTimeout: 1_000 } as const;

const LOOPBACK: readonly LookupAddress[] = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
];

/** `localhost` is this machine in both families, also where the system's table has only one of them (RFC 6761, section 6.3). */
const lookupLocalhost: LookupFunction = (host, options, done) =>
  lookup(host, { ...options, all: true }, (error, found = []) => {
    const missing = LOOPBACK.filter(({ address }) => !found.some((one) => one.address === address));
    done(null, error === null ? [...found, ...missing] : [...missing]);
  });

/** Opens a socket. The limit's phase goes from `name` to `socket`. */
export async function openSocket(hop: Hop, limit: DialLimit): Promise<Socket> {
  const options = {
    ...hop,
    ...WATCHED,
    ...FAMILIES,
    ...('host' in hop && isLocalhost(hop.host) && { lookup: lookupLocalhost }),
  };
  const socket = connect(options as TcpNetConnectOpts);
  if ('path' in hop || isIP(hop.host) !== 0) limit.phase = 'socket';
  socket.once('lookup', () => {
    limit.phase = 'socket';
  });
  try {
    await waitFor(socket, { event: 'connect', closed: 'the socket closed' }, limit.signal);
    return socket;
  } catch (error) {
    socket.on('error', () => {}).destroy();
    throw oneError(error);
  }
}

/** Where several addresses failed, Node's error has no words of its own. */
function oneError(error: unknown): unknown {
  const { errors } = error as { readonly errors?: readonly Error[] };
  if (!Array.isArray(errors)) return error;
  return new Error(errors.map(({ message }: Error) => message).join('; '));
}

import type { ClientHttp2Session } from 'node:http2';
import type { Socket } from 'node:net';
import { socketFileOf } from '../address/address.js';
import { proxyWords } from '../address/proxy.js';
import { askProxy } from './ask-proxy.js';
import { DialLimit } from './dial-limit.js';
import { type Hop, openSocket } from './open-socket.js';
import type { Route } from './route.js';
import { secureSocket } from './secure-socket.js';
import { startHttp2 } from './start-http2.js';

/** A connection over which calls can be made. */
export interface Dialled {
  readonly session: ClientHttp2Session;
  /** What carries it. Counts the bytes that were written. */
  readonly socket: Socket;
}

/**
 * Connects to a server: its name, the socket, the proxy, TLS, and the first words of HTTP/2, all within one time limit. No
 * request is sent. What was opened is closed again when a part fails.
 *
 * @param signal Ends the attempt.
 * @throws what failed, in the words of Node, OpenSSL or this package.
 */
export async function dial(route: Route, signal: AbortSignal): Promise<Dialled> {
  const { address, proxy, security } = route;
  const limit = new DialLimit({ address: address.text, proxy }, route.connectTimeoutMs, signal);
  let opened: Socket | undefined;
  try {
    opened = await openWay(route, limit);
    limit.phase = 'tls';
    const socket = security === undefined ? opened : await secureSocket(opened, security, limit.signal);
    limit.phase = 'http2';
    const session = await startHttp2(socket, security === undefined ? 'http' : 'https', limit.signal);
    return { session, socket };
  } catch (error) {
    opened?.on('error', () => {}).destroy();
    throw error;
  } finally {
    limit.end();
  }
}

async function openWay({ address, proxy }: Route, limit: DialLimit): Promise<Socket> {
  if (proxy === undefined) return openSocket(hopTo(address.host, address.port), limit);
  const socket = await openSocket(proxy, limit).catch((error: Error) => {
    throw limit.signal.aborted ? error : new Error(`${proxyWords(proxy)} was not reached: ${error.message}`);
  });
  limit.phase = 'proxy';
  try {
    await askProxy(socket, address.text, proxy, limit.signal);
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

function hopTo(host: string, port: number): Hop {
  const path = socketFileOf(host);
  return path === undefined ? { host, port } : { path };
}

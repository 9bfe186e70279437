import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import type { Socket } from 'node:net';
import { type HttpProxy, proxyWords } from '../address/proxy.js';
import { waitFor } from './wait-for.js';

/**
 * Asks a proxy for a way to the server, over a socket that leads to the proxy.
 *
 * @param target Host and port of the server.
 * @throws what the proxy answered, in a sentence that names it.
 */
export async function askProxy(
  socket: Socket,
  target: string,
  proxy: HttpProxy,
  signal: AbortSignal,
): Promise<void> {
  const asking = ask(socket, target, proxy);
  const answered = new Promise<number>((resolve) => {
    asking.once('connect', (response: IncomingMessage, _socket: Socket, head: Buffer) => {
      if (head.length > 0) socket.unshift(head);
      resolve(response.statusCode ?? 0);
    });
    // An answer with a body comes as any other response.
    asking.once('response', (response: IncomingMessage) => resolve(response.statusCode ?? 0));
  });
  const failed = waitFor<never>(asking, { event: 'never', closed: 'it closed the connection' }, signal);
  const status = await Promise.race([answered, failed]).catch((error: Error) => {
    throw signal.aborted ? error : new Error(`${proxyWords(proxy)} did not open the way: ${error.message}`);
  });
  if (status < 200 || status >= 300) throw new Error(`${proxyWords(proxy)} answered HTTP ${status}`);
}

function ask(socket: Socket, target: string, proxy: HttpProxy): ClientRequest {
  const login = proxy.login();
  const asking = request({
    method: 'CONNECT',
    path: target,
    headers: { host: target, ...(login !== undefined && { 'proxy-authorization': login }) },
    createConnection: () => socket,
  });
  // It reports the end of its socket also after nobody waits for it: an error without a listener would end the process.
  return asking.on('error', () => {}).end();
}

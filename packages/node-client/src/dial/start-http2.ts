import { type ClientHttp2Session, connect } from 'node:http2';
import type { Socket } from 'node:net';
import { waitFor } from './wait-for.js';

/** Bytes that a peer can send before it has to wait for this side: a model's tables on a line with a long way. */
const WINDOW = 1_048_576;

/** How often a session is looked at that says nothing, in milliseconds. */
const LOOK_MS = 50;

/**
 * A TLS alert after the handshake, as from a server that misses the client's certificate, destroys Node's session without an event
 * until its socket is destroyed too (Node 20 to 26).
 */
function watchForAlert(session: ClientHttp2Session, socket: Socket): NodeJS.Timeout {
  return setInterval(() => {
    if (session.destroyed) socket.destroy();
  }, LOOK_MS);
}

/** Speaks HTTP/2 over a socket, until the peer has sent its settings. */
export async function startHttp2(
  socket: Socket,
  scheme: 'http' | 'https',
  signal: AbortSignal,
): Promise<ClientHttp2Session> {
  // The authority is set with each request, since a URL cannot spell every address that a socket can reach.
  const session = connect(`${scheme}://localhost`, {
    createConnection: () => socket,
    settings: { enablePush: false, initialWindowSize: WINDOW },
    // Node counts what waits to be sent and read, and refuses streams above 10 MB: a model is larger.
    maxSessionMemory: Number.MAX_SAFE_INTEGER,
    maxSendHeaderBlockLength: Number.MAX_SAFE_INTEGER,
  });
  session.on('error', () => {});
  const watch = watchForAlert(session, socket);
  try {
    await waitFor(
      session,
      { event: 'remoteSettings', closed: 'Failed to connect (closed before HTTP/2 began)' },
      signal,
    );
    session.setLocalWindowSize(WINDOW);
    return session;
  } catch (error) {
    session.destroy();
    throw error;
  } finally {
    clearInterval(watch);
  }
}

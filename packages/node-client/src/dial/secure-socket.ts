import { isIP, type Socket } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import type { Security } from './route.js';
import { verifyHost } from './verify-host.js';
import { waitFor } from './wait-for.js';

/**
 * Speaks TLS over a socket. An IP address is never sent as the server's name, which Node 26 refuses and earlier releases warn of
 * (RFC 6066, section 3); the certificate's entries for IP addresses are checked all the same.
 */
export async function secureSocket(
  socket: Socket,
  { secureContext, serverName }: Security,
  signal: AbortSignal,
): Promise<TLSSocket> {
  const secured = connect({
    socket,
    secureContext,
    host: serverName,
    ...(isIP(serverName) === 0 && { servername: serverName }),
    ALPNProtocols: ['h2'],
    checkServerIdentity: verifyHost,
    // Not NODE_TLS_REJECT_UNAUTHORIZED: whoever answers gets the key.
    rejectUnauthorized: true,
  });
  try {
    const closed = 'Client network socket disconnected before secure TLS connection was established';
    await waitFor(secured, { event: 'secureConnect', closed }, signal);
    return secured;
  } catch (error) {
    secured.on('error', () => {}).destroy();
    throw error;
  }
}

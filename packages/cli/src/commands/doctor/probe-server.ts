import { type Failure, isDlubalError } from '@dlubal-kit/auth-core';
import type { Gathered } from '@dlubal-kit/node-client/config';
import { CONNECT_MS } from '../../server/ask-server.js';

/**
 * Connects as the client does, by the same proxies and roots, and makes no call, so no API request is spent.
 *
 * @returns why the server was not reached, or undefined when it speaks HTTP/2
 */
export async function probeServer(gathered: Gathered): Promise<Failure | undefined> {
  const { address, security: tls } = gathered.server();
  const { probe } = await import('@dlubal-kit/node-client');
  try {
    return await probe({ url: address.text, tls, env: gathered.env, connectTimeoutMs: CONNECT_MS });
  } catch (error) {
    if (isDlubalError(error)) return error.failure;
    throw error;
  }
}

import { DlubalError, failureOf } from '@dlubal-kit/auth-core';
import { type HttpProxy, proxyWords } from '../address/proxy.js';
import type { ServerTarget } from './server-target.js';
import { sourceWords } from './value-source.js';

const TUNNEL = 'reach the server through a tunnel (ssh -L 9000:127.0.0.1:9000)';

/** Hosts that this process has warned of. */
const WARNED = new Set<string>();

/**
 * Lets a key leave this machine unencrypted only where somebody asked for that. Called before anything is sent.
 *
 * @param proxy What is on the way, which could read the key.
 * @returns a warning, once per process and host, which names the proxy that will see the key
 * @throws {DlubalError} `plaintext-refused` when the server is another machine, TLS is off and nobody turned it off
 */
export function checkPlaintext({ address, tls, url }: ServerTarget, proxy?: HttpProxy): string | undefined {
  if (tls.value || address.loopback) return undefined;
  if (tls.source.kind === 'default') {
    throw new DlubalError(
      failureOf('plaintext-refused', {
        happened: `The API key would be sent unencrypted to ${address.text} (address: ${sourceWords(url.source)}), which is another machine. Nothing was sent.`,
        remedy: `Turn TLS on (tls: true, --tls or DLUBAL_API_TLS=1), or ${TUNNEL}. To send the key unencrypted all the same, say so: tls: false, --no-tls, DLUBAL_API_TLS=0, or tls = false in ~/.dlubalrc.`,
      }),
    );
  }
  if (WARNED.has(address.host)) return undefined;
  WARNED.add(address.host);
  const seen = proxy === undefined ? '' : ` So can ${proxyWords(proxy)}.`;
  return `The API key is sent unencrypted to ${address.text}, as ${sourceWords(tls.source)} says: anyone on the way can read it.${seen} Turn TLS on, or ${TUNNEL}.`;
}

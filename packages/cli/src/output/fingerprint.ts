import { mask } from '@dlubal-kit/auth-core';

/** Parts this hash from every other use of SHA-256 on a key, so that it tells nothing elsewhere. */
const DOMAIN = 'dlubal-auth key fingerprint\0';

/**
 * Eight hexadecimal digits that tell one key from another, and from which no key can be found. What does not look
 * like a key gets none, as it gets no mask: a short text could be guessed from its hash.
 *
 * @returns for example `1c9f02ab`, or `…`
 */
export function fingerprint(text: string): string {
  if (mask(text) === '…') return '…';
  // Taken late: half of the commands need no hash, and loading it costs milliseconds.
  const { hash } = process.getBuiltinModule('node:crypto');
  return hash('sha256', DOMAIN + text, 'hex').slice(0, 8);
}

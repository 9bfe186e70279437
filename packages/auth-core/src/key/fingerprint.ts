import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { mask } from '../redaction/mask.js';

/** Separates this hash from every other use of SHA-256 on a key, so that it says nothing elsewhere. */
const DOMAIN = 'dlubal-auth key fingerprint\0';

/**
 * Eight hexadecimal digits that identify a key, and from which no key can be found. What does not look
 * like a key gets none, as it gets no mask: a short text could be guessed from its hash.
 *
 * (Not node:crypto: loading it takes a tenth of a bare process, which is most of what a command may add to one.)
 *
 * @returns for example `1c9f02ab`, or `…`
 */
export function fingerprint(text: string): string {
  return mask(text) === '…' ? '…' : bytesToHex(sha256(asciiBytes(DOMAIN + text)).subarray(0, 4));
}

/** What looks like a key is ASCII. */
const asciiBytes = (text: string): Uint8Array =>
  Uint8Array.from(text, (character) => character.charCodeAt(0));

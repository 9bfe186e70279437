import type { ApiKey } from '../key/api-key.js';
import { isWrittenLikeKey } from '../redaction/key-format.js';
import { KeyResolutionError } from './key-resolution-error.js';

/**
 * Refuses a key that cannot work, before it costs a request. A key in capital letters passes: the official client
 * reads it as one, and whether the server does is not known.
 *
 * @param place Where the key came from, for the error.
 * @throws {KeyResolutionError} `key-malformed`, with what is wrong in words that do not show the key.
 */
export function assertSendable(key: ApiKey, place = 'the API key'): void {
  if (isWrittenLikeKey(key.reveal())) return;
  throw new KeyResolutionError('key-malformed', { happened: `${place}: ${key.flaw}. Nothing was sent.` });
}

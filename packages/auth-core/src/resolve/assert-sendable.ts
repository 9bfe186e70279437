import type { ApiKey } from '../key/api-key.js';
import { type KeyFormat, whyNotSendable } from '../redaction/key-format.js';
import { KeyResolutionError } from './key-resolution-error.js';

/**
 * Refuses a key that cannot be sent, as `whyNotSendable` says, before it costs a request.
 *
 * @param place Where the key came from, for the error.
 * @param format From `keyFormatOf`. @default 'dlubal'
 * @throws {KeyResolutionError} `key-malformed`, with what is wrong in words that do not show the key.
 */
export function assertSendable(key: ApiKey, place = 'the API key', format?: KeyFormat): void {
  const flaw = whyNotSendable(key.reveal(), format);
  if (flaw === undefined) return;
  throw new KeyResolutionError('key-malformed', { happened: `${place}: ${flaw}. Nothing was sent.` });
}

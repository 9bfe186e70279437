import { checkFields, isDlubalError, type PlaceDocument } from '@dlubal-kit/auth-core';
import { LOAD_KEY_FIELDS } from '../gather/gather-fields.js';
import type { LoadKeyOptions } from '../load-key/load-key.js';
import { resolveOptions } from '../load-key/resolve-gathered.js';
import { answerOf } from './answer-of.js';
import type { Provider } from './provider.js';

/**
 * A provider that looks in some of the places of `loadKey`, at each request anew.
 *
 * @throws {MisuseError} at once, for an unknown option or a wrong type.
 * @param why Completes "NAME: …" when none of these places holds anything.
 */
export function fromPlaces(
  provider: string,
  options: LoadKeyOptions,
  from: readonly PlaceDocument[],
  why: string,
): Provider {
  checkFields(options, LOAD_KEY_FIELDS, `${provider}'s options`);
  return async () => {
    const answer = await answerOf(provider, () => resolveOptions(options, from));
    const isMissing =
      answer.kind === 'broken' && isDlubalError(answer.error) && answer.error.kind === 'key-missing';
    return isMissing ? { kind: 'absent', provider, why } : answer;
  };
}

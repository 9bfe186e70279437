import { KeyResolutionError } from '@dlubal-kit/auth-core';
import type { KeyPlaces } from '../gather/key-places.js';
import { resolveFrom } from '../load-key/resolve-from.js';
import { answerOf } from './answer-of.js';
import type { Provider } from './provider.js';

/** The key that config.ini holds as `default`: the one that was used last. */
export function fromConfigFile(places: KeyPlaces = {}): Provider {
  const provider = 'fromConfigFile';
  return async () => {
    const answer = await answerOf(provider, () => resolveFrom({ settings: false }, places));
    if (answer.kind !== 'broken' || !(answer.error instanceof KeyResolutionError)) return answer;
    if (answer.error.kind !== 'key-missing') return answer;
    return { kind: 'absent', provider, why: 'config.ini has no default' };
  };
}

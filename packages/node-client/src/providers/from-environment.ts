import type { KeyPlaces } from '../gather/key-places.js';
import { resolveFrom } from '../load-key/resolve-from.js';
import { answerOf } from './answer-of.js';
import type { Provider } from './provider.js';

/**
 * `DLUBAL_API_KEY`, else the key that `DLUBAL_API_KEY_NAME` names in config.ini (which `DLUBAL_API_CONFIG` moves).
 * The variables are read at each request.
 */
export function fromEnvironment(places: KeyPlaces = {}): Provider {
  const provider = 'fromEnvironment';
  return async () => {
    const { DLUBAL_API_KEY, DLUBAL_API_KEY_NAME } = places.env ?? process.env;
    if (!DLUBAL_API_KEY && !DLUBAL_API_KEY_NAME) {
      return { kind: 'absent', provider, why: 'DLUBAL_API_KEY and DLUBAL_API_KEY_NAME are not set' };
    }
    const env = { DLUBAL_API_KEY, DLUBAL_API_KEY_NAME };
    return answerOf(provider, () => resolveFrom({ env, settings: false }, places));
  };
}

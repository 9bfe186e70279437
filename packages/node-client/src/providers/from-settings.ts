import { type KeyPlaces, settingsIn } from '../gather/key-places.js';
import { resolveFrom } from '../load-key/resolve-from.js';
import { answerOf } from './answer-of.js';
import type { Provider, ProviderAnswer } from './provider.js';

/** The key that `key_name` in the nearest `.dlubalrc` names: working directory, its parents, home folder. */
export function fromSettings(places: KeyPlaces = {}): Provider {
  const provider = 'fromSettings';
  return async (): Promise<ProviderAnswer> => {
    try {
      const found = settingsIn(places);
      if (found === undefined) return { kind: 'absent', provider, why: 'there is no .dlubalrc' };
      const { keyName } = found.settings;
      if (!keyName) return { kind: 'absent', provider, why: `${found.path} has no key_name` };
    } catch (error) {
      return { kind: 'broken', provider, error: error as Error };
    }
    return answerOf(provider, () => resolveFrom({ settings: true }, places));
  };
}

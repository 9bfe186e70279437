import type { LoadKeyOptions } from '../load-key/load-key.js';
import { resolveFrom } from '../load-key/resolve-from.js';
import { answerOf } from './answer-of.js';
import type { Provider } from './provider.js';

/**
 * The key or name given in code. A name is looked up in config.ini.
 *
 * @example fromOptions({ apiKeyName: 'project_2' })
 */
export function fromOptions(options: LoadKeyOptions): Provider {
  const provider = 'fromOptions';
  const { apiKeyValue: value, apiKeyName: name } = options;
  return async () => {
    if (!value && !name) return { kind: 'absent', provider, why: 'neither a key nor a name was given' };
    return answerOf(provider, () => resolveFrom({ value, name, settings: false }, options));
  };
}

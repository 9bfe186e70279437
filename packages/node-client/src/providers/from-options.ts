import type { LoadKeyOptions } from '../load-key/load-key.js';
import { fromPlaces } from './from-places.js';
import type { Provider } from './provider.js';

/**
 * The key or name given in code. A name is looked up in config.ini, then in the keyring.
 *
 * @example fromOptions({ apiKeyName: 'project_2' })
 */
export const fromOptions = (options: LoadKeyOptions): Provider =>
  fromPlaces('fromOptions', options, ['options'], 'neither a key nor a name was given');

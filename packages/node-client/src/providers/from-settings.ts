import type { LookupOptions } from '../gather/gather-options.js';
import { fromPlaces } from './from-places.js';
import type { Provider } from './provider.js';

/** The key that `key_name` names in the `.dlubalrc` of the project, else in that of the home folder. */
export const fromSettings = (places: LookupOptions = {}): Provider =>
  fromPlaces('fromSettings', places, ['project', 'home'], 'no .dlubalrc has a key_name');

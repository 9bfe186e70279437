import type { LookupOptions } from '../gather/gather-options.js';
import { fromPlaces } from './from-places.js';
import type { Provider } from './provider.js';

/** The key that config.ini holds as `default`: the one that was used last. */
export const fromConfigFile = (places: LookupOptions = {}): Provider =>
  fromPlaces('fromConfigFile', places, ['config'], 'config.ini has no default');

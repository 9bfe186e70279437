import { keyVariables } from '@dlubal-kit/auth-core';
import type { LookupOptions } from '../gather/gather-options.js';
import { fromPlaces } from './from-places.js';
import type { Provider } from './provider.js';

/**
 * `DLUBAL_API_KEY`, else the key that `DLUBAL_API_KEY_NAME` names in config.ini (which `DLUBAL_API_CONFIG` moves).
 * The variables are read at each request.
 */
export function fromEnvironment(places: LookupOptions = {}): Provider {
  return fromPlaces(
    'fromEnvironment',
    places,
    ['environment'],
    `${keyVariables().join(' and ')} are not set`,
  );
}

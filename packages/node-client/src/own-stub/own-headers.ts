import { checkFields } from '@dlubal-kit/auth-core';
import { CLIENT_FIELDS, type ClientOptions } from '../client/connect-options.js';
import { findKey } from '../client/key/find-key.js';
import { requestHeaders } from '../client/key/request-headers.js';
import { gatherChecked } from '../gather/gather.js';
import type { LoadKeyOptions } from '../load-key/load-key.js';

/** Which key to use: as in `connect`. */
export type AuthOptions = Pick<ClientOptions, keyof LoadKeyOptions | 'keyProvider' | 'onWarning'>;

/** The headers of every call, as pairs, for whatever makes the calls. They hold the secret, and stay inside. */
export async function ownHeaders(options: AuthOptions, name: string): Promise<readonly [string, string][]> {
  checkFields(options, CLIENT_FIELDS, `${name}'s options`);
  const { key } = await findKey(options, gatherChecked(options));
  return Object.entries(requestHeaders(key));
}

import { ApiKey, assertSendable, MisuseError } from '@dlubal-kit/auth-core';
import { loadKey } from '../load-key/load-key.js';
import type { ClientOptions } from './connect-options.js';
import { warn } from './warn.js';

/**
 * The key that the options mean. One that cannot work is refused here, since the server's refusal would be billed.
 *
 * @throws {KeyFormatError} {KeyResolutionError} when none was found, or what was found is no key.
 */
export async function findKey(options: ClientOptions): Promise<ApiKey> {
  const key = await chosenKey(options);
  assertSendable(key);
  return key;
}

async function chosenKey(options: ClientOptions): Promise<ApiKey> {
  const { apiKeyValue, apiKeyName, keyProvider } = options;
  if (keyProvider !== undefined) {
    if (apiKeyValue || apiKeyName) {
      throw new MisuseError('keyProvider was given with apiKeyValue or apiKeyName.', 'Give one of them.');
    }
    return asKey(await keyProvider());
  }
  if (ApiKey.isApiKey(apiKeyValue) && !apiKeyName) return apiKeyValue;
  const { key, warnings } = await loadKey(options);
  for (const message of warnings) warn(options, 'DLUBAL_KEY', message);
  return key;
}

function asKey(given: string | ApiKey): ApiKey {
  return ApiKey.isApiKey(given) ? given : ApiKey.parse(given, 'keyProvider');
}

import { ApiKey, assertSendable, keyFormatOf, MisuseError } from '@dlubal-kit/auth-core';
import type { Gathered } from '../../gather/gather.js';
import { resolveGathered } from '../../load-key/resolve-gathered.js';
import type { ClientOptions } from '../connect-options.js';
import { warn } from '../warn.js';
import { askProvider } from './ask-provider.js';

/** A key, and its name where it was found by one. */
export interface FoundKey {
  readonly key: ApiKey;
  readonly name?: string | undefined;
}

/**
 * The key that the options mean. One that cannot work is refused here, since the server's refusal would be billed.
 *
 * @throws {KeyFormatError} {KeyResolutionError} when none was found, or what was found is not a key.
 * @throws {ProviderError} when keyProvider throws, or gives something other than a text or an `ApiKey`.
 * @throws {MisuseError} when keyProvider was given together with a key or a name.
 */
export async function findKey(options: ClientOptions, gathered: Gathered): Promise<FoundKey> {
  const sendable = (key: ApiKey): ApiKey => {
    assertSendable(key, undefined, keyFormatOf(options.keyFormat, gathered.env));
    return key;
  };
  const say = (warnings: readonly string[]): void => {
    for (const message of warnings) warn(options, 'DLUBAL_KEY', message);
  };
  const { apiKeyValue, apiKeyName, keyProvider } = options;
  const isGiven = keyProvider === undefined && ApiKey.isApiKey(apiKeyValue) && !apiKeyName;
  // Without a look for a key, a file was passed over for what else it says.
  if (isGiven || keyProvider !== undefined) say(gathered.warnings());
  if (isGiven) return { key: sendable(apiKeyValue) };
  if (keyProvider === undefined) {
    const { key, name, warnings } = await resolveGathered(gathered);
    say(warnings);
    return { key: sendable(key), name };
  }
  if (apiKeyValue || apiKeyName) {
    throw new MisuseError(
      'keyProvider was given together with apiKeyValue or apiKeyName.',
      'Give one of them.',
    );
  }
  return { key: sendable(await askProvider(keyProvider)) };
}

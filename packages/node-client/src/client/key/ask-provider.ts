import { inspect } from 'node:util';
import { ApiKey, isDlubalError, messageOf, redact } from '@dlubal-kit/auth-core';
import { ProviderError } from '../../keyring/provider-error.js';

const REMEDY = 'Fix the function given as keyProvider: it must return the key. No request was sent.';

/**
 * Asks a function of the program for the key. Whatever it throws is an error of this kit afterwards.
 *
 * @throws {KeyFormatError} when the text that it gives cannot be a key.
 * @throws {ProviderError} when it throws, or gives something other than a text or an `ApiKey`. An error of this kit
 * passes as it is.
 */
export async function askProvider(keyProvider: () => unknown): Promise<ApiKey> {
  const given = await answerOf(keyProvider);
  if (ApiKey.isApiKey(given)) return given;
  if (typeof given === 'string') return ApiKey.parse(given, 'keyProvider');
  const what = given === null || given === undefined ? String(given) : `a value of type ${typeof given}`;
  throw new ProviderError('keyProvider', `it gave ${what} instead of a key.`, REMEDY);
}

async function answerOf(keyProvider: () => unknown): Promise<unknown> {
  try {
    return await keyProvider();
  } catch (thrown) {
    if (isDlubalError(thrown)) throw thrown;
    const problem = `it threw: ${messageOf(thrown)}`;
    throw new ProviderError('keyProvider', problem, REMEDY, { cause: withoutKeys(thrown) });
  }
}

/** The cause as it is; where a log of it would show a key, its masked message alone. */
function withoutKeys(thrown: unknown): unknown {
  const shown = shownWhole(thrown);
  return shown !== undefined && redact(shown) === shown ? thrown : new Error(redact(messageOf(thrown)));
}

function shownWhole(thing: unknown): string | undefined {
  try {
    return inspect(thing, { depth: 8, maxStringLength: null, maxArrayLength: null });
  } catch {
    return undefined;
  }
}

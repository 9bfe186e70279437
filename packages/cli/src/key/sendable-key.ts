import { assertSendable, type ResolvedKey, type ResolveInput, resolveKey } from '@dlubal-kit/auth-core';
import type { Call } from '../command-line/command.js';
import type { Context } from '../edge/context.js';
import { gatherPlaces } from './gather-places.js';
import { keyWarnings } from './key-warnings.js';

/**
 * The key that would be used, if the server could accept it. Nothing is stored.
 *
 * @throws {KeyResolutionError} where there is none, or one that could never work
 */
export function sendableKey(input: ResolveInput): ResolvedKey {
  const resolved = resolveKey(input);
  assertSendable(resolved.key);
  return resolved;
}

/** The same for commands that hand the key on: files are read, and what is odd is said on standard error. */
export async function keyToHandOn(call: Call, context: Context): Promise<ResolvedKey> {
  const { input } = await gatherPlaces(call, context);
  const resolved = sendableKey(input);
  keyWarnings(resolved.warnings, context);
  return resolved;
}

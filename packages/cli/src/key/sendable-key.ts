import { assertSendable, type ResolvedKey, type ResolveInput, resolveKey } from '@dlubal-kit/auth-core';
import type { Context } from '../terminal/context.js';
import { gatherFor, type KeyOptions } from './gather-for.js';

/**
 * The key that would be used, if the server could accept it. Nothing is stored.
 *
 * @throws {KeyResolutionError} where there is none, or one that could never work
 */
export function sendableKey(input: ResolveInput): ResolvedKey {
  const resolved = resolveKey(input);
  assertSendable(resolved.key, undefined, input.keyFormat);
  return resolved;
}

/** The same for commands that hand the key on: files are read as far as needed, and warnings go to stderr. */
export async function keyToHandOn(options: KeyOptions, context: Context): Promise<ResolvedKey> {
  const gathered = gatherFor(options, context);
  const resolved = sendableKey(await gathered.input());
  for (const warning of [...gathered.warnings(), ...resolved.warnings]) context.print.warn(warning);
  return resolved;
}

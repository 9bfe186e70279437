import { type Failure, isDlubalError } from '@dlubal-kit/auth-core';

/** What was done, or the failure that stopped it. Anything that is not an error of this kit is thrown on. */
export async function attempt<T>(
  work: () => Promise<T>,
): Promise<{ readonly done: T } | { readonly failed: { readonly failure: Failure } }> {
  try {
    return { done: await work() };
  } catch (thing) {
    if (!isDlubalError(thing)) throw thing;
    return { failed: { failure: thing.failure } };
  }
}

import type { Failure } from '@dlubal-kit/auth-core';

/** Holds for every error class of this kit, from whichever copy of the packages it comes. */
export function failureIn(thing: unknown): Failure | undefined {
  if (!(thing instanceof Error) || !('failure' in thing)) return undefined;
  const { failure } = thing;
  return typeof failure === 'object' && failure !== null && 'exitCode' in failure
    ? (failure as Failure)
    : undefined;
}

import type { Failure } from '@dlubal-kit/auth-core';
import { failureIn } from './failure-in.js';

/** What stopped a piece of work, for a command that goes on to report it. */
export interface Failed {
  readonly failed: { readonly failure: Failure; readonly sentence: string };
}

/** What was done, or the failure that stopped it. Anything that is not a failure of this kit is thrown on. */
export async function attempt<T>(work: () => Promise<T>): Promise<{ readonly done: T } | Failed> {
  try {
    return { done: await work() };
  } catch (thing) {
    const failure = failureIn(thing);
    if (failure === undefined) throw thing;
    return { failed: { failure, sentence: (thing as Error).message } };
  }
}

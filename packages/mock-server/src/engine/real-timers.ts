// A test's fake timers replace the globals, before this module loads or later, and a server that waits for a faked timer
// would hang the call that the test is waiting for. Taken when this module loads, and from under a fake that is there by
// then: Vitest's and Jest's fakes (@sinonjs/fake-timers) keep what they replace in the clock that they belong to.
export const realSetTimeout: typeof setTimeout = real('setTimeout');
export const realClearTimeout: typeof clearTimeout = real('clearTimeout');
export const realSetInterval: typeof setInterval = real('setInterval');
export const realClearInterval: typeof clearInterval = real('clearInterval');
export const realSetImmediate: typeof setImmediate = real('setImmediate');
// Not performance.now: that one loads a dozen modules of Node with the first look at `performance`.
const realNanoseconds = unfaked(process.hrtime, 'hrtime').bigint;
/** The time of day that no test fakes. */
export const RealDate: typeof Date = real('Date');

/** Milliseconds on a clock that only moves forward and that no test fakes. */
export function monotonicMs(): number {
  return Number(realNanoseconds()) / 1e6;
}

function real<
  Name extends 'setTimeout' | 'clearTimeout' | 'setInterval' | 'clearInterval' | 'setImmediate' | 'Date',
>(name: Name): (typeof globalThis)[Name] {
  return unfaked(globalThis[name], name);
}

function unfaked<Thing>(thing: Thing, name: string): Thing {
  const { clock } = thing as { readonly clock?: Readonly<Record<string, Thing>> };
  return clock?.[`_${name}`] ?? thing;
}

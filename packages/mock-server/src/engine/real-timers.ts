// Taken when this module loads: a test's fake timers replace the globals later, and a server that waits for a
// faked timer would hang the call that the test is waiting for.
export const realSetTimeout: typeof setTimeout = globalThis.setTimeout;
export const realClearTimeout: typeof clearTimeout = globalThis.clearTimeout;
export const realSetInterval: typeof setInterval = globalThis.setInterval;
export const realClearInterval: typeof clearInterval = globalThis.clearInterval;
export const realSetImmediate: typeof setImmediate = globalThis.setImmediate;
// Not performance.now: that one loads a dozen modules of Node with the first look at `performance`.
const realNanoseconds = process.hrtime.bigint;
/** The time of day that no test fakes. */
export const RealDate: typeof Date = globalThis.Date;

/** Milliseconds on a clock that only moves forward and that no test fakes. */
export function monotonicMs(): number {
  return Number(realNanoseconds()) / 1e6;
}

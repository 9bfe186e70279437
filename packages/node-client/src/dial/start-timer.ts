/** Longest that Node's timers run, in milliseconds. What is longer, they run for 1 ms. */
const LONGEST_MS = 2_147_483_647;

/**
 * Calls `work` after a time, however long that is.
 *
 * @param ms Milliseconds; Infinity starts no timer.
 */
export function startTimer(work: () => void, ms: number): NodeJS.Timeout | undefined {
  return ms === Number.POSITIVE_INFINITY
    ? undefined
    : setTimeout(work, Math.min(LONGEST_MS, Math.max(0, ms)));
}

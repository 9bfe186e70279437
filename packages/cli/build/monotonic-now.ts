/** As `performance.now`, in milliseconds; Node loads a dozen files for that one, and none for this. */
export const monotonicNow = (): number => Number(process.hrtime.bigint()) / 1e6;

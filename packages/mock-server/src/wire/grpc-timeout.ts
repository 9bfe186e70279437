const UNIT_MS: Readonly<Record<string, number>> = {
  H: 3_600_000,
  M: 60_000,
  S: 1_000,
  m: 1,
  u: 1e-3,
  n: 1e-6,
};

/** Longest time a timer can wait: 2^31 - 1 ms. Longer ones fire at once in Node. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * Milliseconds of a `grpc-timeout` header; `malformed` when it is not one to eight digits and a unit.
 * Source: grpc/grpc, doc/PROTOCOL-HTTP2.md, Timeout.
 *
 * @example parseGrpcTimeout('30S') // 30_000
 */
export function parseGrpcTimeout(text: string): number | 'malformed' {
  const unit = UNIT_MS[text.slice(-1)];
  const digits = text.slice(0, -1);
  if (unit === undefined || !/^[0-9]{1,8}$/.test(digits)) return 'malformed';
  return Math.min(Number(digits) * unit, LONGEST_MS);
}

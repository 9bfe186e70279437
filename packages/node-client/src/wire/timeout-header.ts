/** At most eight digits and a unit (gRPC over HTTP/2, Requests). */
const MOST = 99_999_999;

/**
 * The time that is left, as the header `grpc-timeout` says it.
 *
 * @param ms Milliseconds; undefined is returned for Infinity, which sends no header.
 * @example grpcTimeout(1_500) // '1500m'
 */
export function grpcTimeout(ms: number): string | undefined {
  if (ms === Number.POSITIVE_INFINITY) return undefined;
  const whole = Math.max(1, Math.ceil(ms));
  return whole <= MOST ? `${whole}m` : `${Math.min(MOST, Math.ceil(whole / 1000))}S`;
}

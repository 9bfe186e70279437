/**
 * Smallest request, in bytes, that is worth gzip. Below it the time for gzip is longer than what the smaller
 * message saves on a line of 100 Mbit/s (bench/compression.mjs).
 */
const WORTH_GZIP = 16_384;

/**
 * Whether a request is sent gzipped. The official client gzips every request (facts/wire.md, Transport), also the
 * empty ones and on loopback, where the bytes cost nothing; here only what gains by it.
 *
 * @param bytes Length of the encoded request.
 * @param loopback Whether the server is on this machine.
 */
export function isWorthGzip(bytes: number, loopback: boolean): boolean {
  return !loopback && bytes >= WORTH_GZIP;
}

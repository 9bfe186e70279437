/**
 * Smallest request, in bytes, that is worth gzip. On a line of 100 Mbit/s (a VPN, a wireless network) gzip pays from some
 * 4 kB on and brings the time down to a third for a model's tables; at 1 Gbit/s it never pays. Below this figure nobody would
 * notice either way (bench/compression.mjs).
 */
const WORTH_GZIP = 16_384;

/**
 * Whether a request is sent gzipped. The official client gzips every request (docs/facts/wire.md, Transport), also the
 * empty ones and on loopback, where the bytes cost nothing; here only what gains by it.
 *
 * @param bytes Length of the encoded request.
 * @param loopback Whether the server is on this machine.
 */
export function isWorthGzip(bytes: number, loopback: boolean): boolean {
  return !loopback && bytes >= WORTH_GZIP;
}

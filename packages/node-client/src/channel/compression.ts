/** When requests are sent gzipped: always, never, or where it gains time. */
export type Compression = 'auto' | 'gzip' | 'none';

/**
 * Smallest request, in bytes, that is worth gzip. On a line of 100 Mbit/s (a VPN, a wireless network) gzip pays from some
 * 4 kB on and brings the time down to a third for a model's tables; at 1 Gbit/s it never pays. Below this figure nobody would
 * notice either way (bench/compression.mjs).
 */
const WORTH_GZIP = 16_384;

/** Decides which requests go out gzipped, and forgets gzip when the server says that it cannot unpack it. */
export class CompressionChoice {
  readonly #mode: Compression;
  readonly #loopback: boolean;
  #isRefused = false;

  /** @param loopback Whether the server is on this machine, where bytes cost nothing. */
  constructor(mode: Compression, loopback: boolean) {
    this.#mode = mode;
    this.#loopback = loopback;
  }

  /** @param bytes Length of the encoded request. */
  isWanted(bytes: number): boolean {
    if (this.#mode !== 'auto') return this.#mode === 'gzip';
    return !this.#isRefused && !this.#loopback && bytes >= WORTH_GZIP;
  }

  /** @param accepts `grpc-accept-encoding` of an answer; undefined where it has none. */
  learn(accepts: string | undefined): void {
    if (accepts !== undefined) this.#isRefused = !/(?:^|,)\s*gzip\s*(?:,|$)/.test(accepts);
  }
}

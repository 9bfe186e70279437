/**
 * What a server that is away does. The port stays taken in all of them: a restart on the same port makes grpc-js
 * clients in the same process fail for a second, new ones too.
 *
 * - `refuse`: open connections are reset, and new ones as soon as they are made.
 * - `blackhole`: connections are taken, and nothing is ever answered.
 * - `goaway`: every connection is asked to go away, old ones and new ones.
 * - `proxy-page`: something else answers instead of the server, with HTTP 502 and a web page.
 */
export type OutageKind = 'refuse' | 'blackhole' | 'goaway' | 'proxy-page';

export const OUTAGE_KINDS: readonly OutageKind[] = ['refuse', 'blackhole', 'goaway', 'proxy-page'];

/** What an outage can be given. */
export interface OutageOptions {
  /** Ends the outage on its own after some milliseconds. @default only `end()` does */
  readonly forMs?: number;
}

/** An outage that lasts until it is ended. `using` ends it at the end of the block. */
export interface Outage extends Disposable {
  readonly kind: OutageKind;
  end(): void;
}

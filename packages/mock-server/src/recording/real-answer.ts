import type { WireHeaders } from '../wire/wire-metadata.js';

/** What a real server made of a call that was passed on to it. */
export type RealAnswer =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly details: string;
      /** The message as bytes; none where the status is not OK. */
      readonly message?: Buffer;
      readonly headers: WireHeaders;
      readonly trailers: WireHeaders;
    }
  | {
      readonly kind: 'broken';
      /** What came instead of an answer, in a few words. */
      readonly why: string;
      /** Whether the call may have reached the server. */
      readonly sent: boolean;
    };

/** One call that was passed on. */
export interface ForwardedCall {
  readonly path: string;
  /** Label of the key, in the order in which keys were first seen; undefined for a call without one. */
  readonly key: string | undefined;
  readonly request: Buffer;
  readonly answer: RealAnswer;
}

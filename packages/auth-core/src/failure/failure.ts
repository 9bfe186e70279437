import type { FailureKind } from './kinds.js';
import type { Billed, FailureOrigin } from './tables/kind-row.js';

/** What went wrong, who reported it, what it cost, and what to do next. Never holds a key. */
export interface Failure<K extends FailureKind = FailureKind> {
  /** The cause, from one vocabulary that errors, exit codes, matchers and docs share. */
  readonly kind: K;
  /** A finer cause inside the kind, for example `certificate-expired`. */
  readonly reason?: string;
  readonly origin: FailureOrigin;
  /** gRPC status code, where one was reported: 0 to 16 by the specification, but peers send others too. */
  readonly status?: number;
  /**
   * True where the same call may succeed later with nothing changed by anyone. A retry of an answered call
   * is billed again, and one with `billed: 'maybe'` may be.
   */
  readonly retryable: boolean;
  /**
   * Whether the call was billed. `yes`: the server answered, whatever it answered (docs/facts/wire.md, Metering). `no`: the
   * request never left or never arrived. `maybe`: it was sent and no answer came back.
   */
  readonly billed: Billed;
  /** What happened, in one or two sentences. */
  readonly happened: string;
  /** What an engineer does next, in one or two sentences. */
  readonly remedy: string;
  /** The address of the page about this kind: what it looks like in other languages, and its finer causes. */
  readonly docs: string;
  /** Exit code of `dlubal-auth` for this failure. */
  readonly exitCode: number;
  /** The server's own words: control and bidi characters removed, keys masked, at most 1,000 characters. */
  readonly serverMessage?: string;
  /**
   * Where no server spoke: what the gRPC library, Node, TLS or a gateway reported, cleaned in the same way.
   * It names what a remedy cannot know, such as the host names that a certificate lists.
   */
  readonly transportMessage?: string;
}

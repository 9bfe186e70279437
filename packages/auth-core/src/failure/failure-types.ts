import type { FailureKind } from './kinds.js';

/** Who spoke: the Dlubal server, something that answered in its place, the connection, or this process. */
export type FailureOrigin = 'server' | 'gateway' | 'transport' | 'local';

/** Whether the request reached the server; `maybe` when it was sent and no answer came back. */
export type Reached = 'no' | 'maybe' | 'yes';

/** What went wrong, whose doing it was, what it cost, and what to do next. Never holds a key. */
export interface Failure {
  /** The cause, from one vocabulary that errors, exit codes, matchers and docs share. */
  readonly kind: FailureKind;
  /** A finer cause inside the kind, for example `certificate-expired`. */
  readonly reason?: string;
  readonly origin: FailureOrigin;
  /** gRPC status code, where one was reported: 0 to 16 by the specification, but peers send others too. */
  readonly status?: number;
  /**
   * True where the same call may succeed later with nothing changed by anyone. A retry of an answered call
   * is billed again, and one with `reached: 'maybe'` may be.
   */
  readonly retryable: boolean;
  /** True where the server answered: an API request is billed whatever it returns (facts/wire.md, Metering). */
  readonly billed: boolean;
  /** Whether the request reached the server. With `maybe` the call may have been billed. */
  readonly reached: Reached;
  /** What an engineer does next, in one or two sentences. */
  readonly remedy: string;
  /** A page that says more. */
  readonly docs?: string;
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

import { mask, redact } from '@dlubal-kit/auth-core';
import type { FaultName } from '../faults/fault.js';
import type { HeaderFlaw, KeyVerdict } from '../keys/check-key.js';

export const CALL_OUTCOMES = [
  'pending',
  'answered',
  'refused',
  'unmatched',
  'faulted',
  'cancelled',
  'unreadable',
] as const;

/** What became of a call. */
export type CallOutcome = (typeof CALL_OUTCOMES)[number];

/** What is known of a call when it arrives. */
export interface ArrivedCall {
  readonly path: string;
  readonly caller: KeyVerdict;
  readonly clientInfo: string | undefined;
  readonly deadlineMs?: number | undefined;
  /** Bytes of the request. */
  readonly bytes: number;
  /** The headers that the caller set, the key left out. */
  readonly headers?: readonly (readonly [name: string, value: string])[];
}

/** Messages of a stream that are kept, in each direction, and their bytes in both. */
const KEPT_MESSAGES = 100;
const KEPT_BYTES = 1024 * 1024;

/** One call as the server saw it. It contains keys by label or masked, never as they are. */
export class CallRecord {
  /** Position among all calls of this server, from 1. */
  readonly seq: number;
  /** Name of the method on the wire, for example `get_application_info`. */
  readonly method: string;
  /** Path of the request, cut at 200 characters. */
  readonly path: string;
  /** Label of the key, where the server knows it. */
  readonly key: string | undefined;
  /** The key as it may be shown, `ak-…f24c`; undefined when the header held nothing of the form of a key. */
  readonly maskedKey: string | undefined;
  /** What was wrong with the `authorization` header. */
  readonly keyFlaw: HeaderFlaw | undefined;
  /** The header `api-client-info`, for example `Node | 0.1.0`. */
  readonly clientInfo: string | undefined;
  /** Milliseconds that the client gave the call; undefined when it waits for ever. */
  readonly deadlineMs: number | undefined;
  /** 1 for the first try; more when the client says that it tries again. */
  attempt: number = 1;
  /** The request, decoded; of a stream, the first messages. */
  request: unknown;
  /** The answer, as the handler gave it; of a stream, the first messages. */
  response: unknown;
  /** gRPC status that was sent; undefined while there is none. */
  status: number | undefined;
  details: string = '';
  outcome: CallOutcome = 'pending';
  /** Whether the call counted against the month's requests. */
  billed: boolean = false;
  /** Milliseconds from the headers to the answer. */
  durationMs: number = 0;
  /** The fault that struck the call. */
  fault: FaultName | undefined;
  /** What a handler threw, where one did. */
  error: unknown;
  /** Bytes of the request and the answer on the wire, before compression. */
  bytes: number;

  readonly #headers: ArrivedCall['headers'];

  /** Bytes of messages that were counted and not kept. */
  #unkept = 0;

  /** Messages of a stream that came in and went out; undefined where there is one of each. */
  messages: { request: number; response: number } | undefined;

  constructor(seq: number, { path, caller, clientInfo, deadlineMs, bytes, headers }: ArrivedCall) {
    this.#headers = headers;
    this.seq = seq;
    this.path = path.slice(0, 200);
    this.method = this.path.slice(this.path.lastIndexOf('/') + 1);
    this.clientInfo = clientInfo;
    this.deadlineMs = deadlineMs;
    this.bytes = bytes;
    if (caller.kind === 'known') {
      this.key = caller.key.label;
      this.maskedKey = caller.key.masked;
    } else {
      this.keyFlaw = caller.flaw;
      this.maskedKey = caller.presented === undefined ? undefined : mask(caller.presented);
    }
  }

  /** Headers that the client set itself, repeated ones apart, in their order. The `authorization` header is left out. */
  get headers(): readonly (readonly [name: string, value: string])[] {
    return (this.#headers ?? []).map(([name, value]) => [name, redact(value)] as const);
  }

  /** The call is over. */
  close(outcome: CallOutcome, status: number | undefined, details: string, durationMs: number): void {
    this.outcome = outcome;
    this.status = status;
    this.details = details;
    this.durationMs = durationMs;
  }

  /** Notes a message of a stream: the first ones are kept, all are counted. */
  note(direction: 'request' | 'response', message: unknown, bytes: number): void {
    this.messages ??= { request: 0, response: 0 };
    this.messages[direction] += 1;
    this.bytes += bytes;
    const kept = Array.isArray(this[direction]) ? this[direction] : [];
    if (kept.length < KEPT_MESSAGES && this.keptBytes <= KEPT_BYTES) this[direction] = [...kept, message];
    else this.#unkept += bytes;
  }

  /** Bytes of the messages that are kept. */
  get keptBytes(): number {
    return this.bytes - this.#unkept;
  }

  /** What stays the same from run to run: no times, no key. Snapshots and `JSON.stringify` show this. */
  toJSON(): Record<string, unknown> {
    const shown: Record<string, unknown> = { seq: this.seq, method: this.method, outcome: this.outcome };
    if (this.key !== undefined) shown.key = this.key;
    if (this.keyFlaw !== undefined) shown.keyFlaw = this.keyFlaw;
    if (this.attempt > 1) shown.attempt = this.attempt;
    if (this.request !== undefined) shown.request = this.request;
    if (this.response !== undefined) shown.response = this.response;
    if (this.messages !== undefined) shown.messages = this.messages;
    if (this.status !== undefined) shown.status = this.status;
    if (this.details !== '') shown.details = this.details;
    if (this.fault !== undefined) shown.fault = this.fault;
    shown.billed = this.billed;
    return shown;
  }
}

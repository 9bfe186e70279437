import type { IncomingCall } from '../engine/incoming-call.js';
import type { FaultReply } from '../faults/fault-reply.js';
import type { StatusReply } from '../handlers/reply.js';
import type { CallRecord } from '../journal/call-record.js';
import type { MockKey } from '../keys/mock-key.js';
import type { WireHeaders } from '../wire/wire-metadata.js';
import type { CallWorld } from './call-world.js';

/** One call on its way through the server. */
export interface Exchange {
  readonly world: CallWorld;
  readonly call: IncomingCall;
  readonly record: CallRecord;
  /** The key, where the server knows it. */
  readonly key: MockKey | undefined;
  /** Path of the method whose handlers and models answer: RFEM's, where another application has a copy of it. */
  readonly asked: string;
  /** What handlers are given: the request, or the stream of requests. */
  input?: unknown;
  /** What a story answers instead. */
  instead?: StatusReply | FaultReply | undefined;
}

/** An answer as bytes. */
export interface Answer {
  readonly bytes: Uint8Array;
  readonly headers: WireHeaders;
  readonly trailers: WireHeaders;
}

/** Finds out whose call it is, and opens its record. @param bytes of the request. */
export function openExchange(world: CallWorld, call: IncomingCall, bytes: number): Exchange {
  const authorization = call.headers.all('authorization');
  const clientInfo = call.headers.get('api-client-info');
  const previousAttempts = call.headers.get('grpc-previous-rpc-attempts');
  const row = world.services.rows.get(call.path);
  // The table's own text where there is one: a journal of thousands of calls keeps it once.
  const path = row?.path ?? call.path;
  const caller = world.keys.identify(authorization);
  const headers = call.headers.custom();
  const deadlineMs = call.timeoutMs;
  const arrived = { path, caller, clientInfo, deadlineMs, bytes, headers };
  const record = world.journal.open(arrived, previousAttempts);
  const asked = row?.copyOf ?? path;
  return { world, call, record, asked, key: caller.kind === 'known' ? caller.key : undefined };
}

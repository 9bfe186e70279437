import { mask } from '@dlubal-kit/auth-core';
import type { IncomingCall } from '../engine/incoming-call.js';
import { monotonicMs, realClearTimeout, realSetTimeout } from '../engine/real-timers.js';
import { FAULT_ROWS } from '../faults/fault-table.js';
import type { FaultReply, StatusReply } from '../handlers/reply.js';
import { RPCS_BY_PATH } from '../handlers/rpcs-by-path.js';
import { type CallOutcome, CallRecord } from '../journal/call-record.js';
import type { KeyVerdict } from '../keys/check-key.js';
import type { MockKey } from '../keys/mock-key.js';
import { isBilled } from '../metering/billing-rules.js';
import { STATUS_CODES } from '../wire/status-code.js';
import type { WireHeaders } from '../wire/wire-metadata.js';
import type { CallWorld } from './call-world.js';

/** One call on its way through the server. */
export interface Exchange {
  readonly world: CallWorld;
  readonly call: IncomingCall;
  readonly record: CallRecord;
  /** The key, once it was accepted. */
  key?: MockKey;
  /** What handlers are given: the request, or the stream of requests. */
  input?: unknown;
  /** What a rehearsal puts in the place of the answer. */
  instead?: StatusReply | FaultReply | undefined;
}

/** An answer as bytes. */
export interface Answer {
  readonly bytes: Uint8Array;
  readonly headers: WireHeaders;
  readonly trailers: WireHeaders;
}

/** Opens the record of a call. */
export function openExchange(world: CallWorld, call: IncomingCall, requestBytes: number): Exchange {
  // The table's own text where there is one: a journal of thousands of calls holds it once.
  const path = RPCS_BY_PATH.get(call.path)?.path ?? call.path;
  const record = new CallRecord(world.journal.nextSeq(), path, call.headers.get('api-client-info'));
  record.bytes = requestBytes;
  world.journal.add(record);
  return { world, call, record };
}

/** Notes whose call it is: label, masked key, and what was wrong with the header. */
export function noteKey({ world, call, record }: Exchange, verdict: KeyVerdict): void {
  if (verdict.kind === 'known') {
    record.key = verdict.key.label;
    record.maskedKey = verdict.key.masked;
  } else {
    record.keyFlaw = verdict.flaw;
    if (verdict.presented !== undefined) record.maskedKey = mask(verdict.presented);
  }
  record.attempt = world.attempts.number(record, call.headers.get('grpc-previous-rpc-attempts'));
}

/** Sends the answer and closes the record. A call that is over already keeps the outcome it has. */
export function settle(
  exchange: Exchange,
  answer: Answer | StatusReply | FaultReply,
  outcome: CallOutcome,
): void {
  const { call, record } = exchange;
  if (record.outcome !== 'pending') return;
  if (call.over) {
    cancelled(exchange);
    return;
  }
  if ('bytes' in answer) {
    close(exchange, outcome, STATUS_CODES.OK, '');
    record.bytes += answer.bytes.length;
    call.reply(answer.bytes, answer.headers, answer.trailers);
  } else if (answer.kind === 'status') {
    close(exchange, outcome, answer.status, answer.details);
    call.finish(answer.status, answer.details, answer.trailers);
  } else {
    strike(exchange, answer);
    return;
  }
  exchange.world.journal.settle(record);
}

function strike(exchange: Exchange, { name, settings }: FaultReply): void {
  const { world, call, record } = exchange;
  record.fault = name;
  if (name === 'no-answer') {
    call.onEnd(() => {
      close(exchange, 'faulted', undefined, '');
      world.journal.settle(record);
    });
    return;
  }
  close(exchange, 'faulted', undefined, '');
  if (name === 'refused-stream') world.attempts.refused(record);
  world.journal.settle(record);
  call.abandon();
  FAULT_ROWS[name].strike(call, settings);
}

/** Looks after a call whose handler takes its time: the client may leave, and its deadline may pass. */
export function endPending(exchange: Exchange): void {
  const { call } = exchange;
  const left = call.deadlineAt === undefined ? undefined : call.deadlineAt - monotonicMs();
  const timer = left === undefined ? undefined : realSetTimeout(() => call.expire(), Math.max(0, left));
  timer?.unref();
  call.onEnd(() => {
    realClearTimeout(timer);
    cancelled(exchange);
  });
}

function cancelled(exchange: Exchange): void {
  const { world, record, key, call } = exchange;
  if (record.outcome !== 'pending') return;
  close(exchange, 'cancelled', call.status ?? STATUS_CODES.CANCELLED, '');
  if (record.billed && key !== undefined && !isBilled('cancelled', world.billing)) {
    record.billed = false;
    world.meters.uncount(key, world.clock.now());
  }
  world.journal.settle(record);
}

function close(
  { call, record }: Exchange,
  outcome: CallOutcome,
  status: number | undefined,
  details: string,
): void {
  record.outcome = outcome;
  record.status = status;
  record.details = details;
  record.durationMs = monotonicMs() - call.startedAt;
}

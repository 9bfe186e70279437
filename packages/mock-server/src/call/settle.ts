import { realClearTimeout, realSetTimeout } from '../engine/real-timers.js';
import type { FaultReply } from '../faults/fault-reply.js';
import { FAULT_ROWS } from '../faults/fault-table.js';
import { STATUS_CODES } from '../wire/status-code.js';
import type { Exchange } from './exchange.js';
import { SERVER_BROKE, type Verdict } from './fixed-answers.js';

/** Sends the answer and closes the record. A call that is over already keeps the outcome it has. */
export function settle(exchange: Exchange, { answer, outcome }: Verdict): void {
  const { world, call, record } = exchange;
  if (record.outcome !== 'pending') return;
  if (call.over) {
    cancelled(exchange);
    return;
  }
  if ('bytes' in answer) {
    call.reply(answer.bytes, answer.headers, answer.trailers);
    record.bytes += answer.bytes.length;
    record.close(outcome, STATUS_CODES.OK, '', call.elapsedMs);
  } else if (answer.kind === 'status') {
    call.finish(answer.status, answer.details, answer.trailers);
    record.close(outcome, answer.status, answer.details, call.elapsedMs);
  } else {
    strike(exchange, answer);
    return;
  }
  world.journal.settle(record);
}

/** Something threw that should not: the call fails, and the process goes on. */
export function settleBroken(exchange: Exchange, cause: unknown): void {
  const { record, call } = exchange;
  record.error ??= cause;
  console.error('The mock server failed while it answered %s: %s', record.method, cause);
  try {
    settle(exchange, { answer: SERVER_BROKE, outcome: 'answered' });
  } catch {
    // The answer itself cannot be sent: the client learns it by the stream's end.
    call.stream.destroy();
  }
}

function strike({ world, call, record, key }: Exchange, { name, settings }: FaultReply): void {
  const row = FAULT_ROWS[name];
  record.fault = name;
  if (row.actsBefore === true && record.billed && key !== undefined) {
    world.meters.takeBack(key, world.clock.now());
    record.billed = false;
  }
  if (row.ends !== 'broken') {
    call.onEnd(() => {
      record.close('faulted', undefined, '', call.elapsedMs);
      world.journal.settle(record);
    });
    return;
  }
  record.close('faulted', undefined, '', call.elapsedMs);
  if (row.resent === true) world.journal.willRetry(record);
  world.journal.settle(record);
  call.abandon();
  row.strike(call, settings);
}

/** Looks after a call whose handler takes its time: the client can leave, and its deadline can pass. */
export function endPending(exchange: Exchange): void {
  const { call } = exchange;
  const left = call.deadlineMs;
  const timer = left === undefined ? undefined : realSetTimeout(() => call.expire(), left);
  timer?.unref();
  call.onEnd(() => {
    realClearTimeout(timer);
    cancelled(exchange);
  });
}

function cancelled({ world, record, key, call }: Exchange): void {
  if (record.outcome !== 'pending') return;
  record.close('cancelled', call.status ?? STATUS_CODES.CANCELLED, '', call.elapsedMs);
  if (record.billed && key !== undefined && world.meters.cancel(key, world.clock.now()))
    record.billed = false;
  world.journal.settle(record);
}

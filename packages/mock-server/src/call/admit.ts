import { REFUSALS, type RefusalTable } from '@dlubal-kit/auth-core';
import { error, type StatusReply } from '../handlers/reply.js';
import { KEY_STATES } from '../keys/key-state.js';
import { type BillingCase, refusalCase } from '../metering/billing-rules.js';
import type { Exchange } from './exchange.js';

/** What the server answers for each row of a table of refusals. */
export function refusalAnswers<Table extends RefusalTable>(table: Table): Record<keyof Table, StatusReply> {
  const answers = Object.entries(table).map(([kind, { status, details }]) => [kind, error(status, details)]);
  return Object.fromEntries(answers) as Record<keyof Table, StatusReply>;
}

const REFUSED = refusalAnswers(REFUSALS);

/**
 * Looks at the key's state and bills the call, in one go. Whether the server looks at the key before the method is not
 * known [?]; here it does.
 *
 * @param method what the call is billed as when it passes.
 * @returns the refusal, or nothing when the call passes.
 */
export function admit(exchange: Exchange, method: BillingCase): StatusReply | undefined {
  const { world, record, key } = exchange;
  const { meters, clock, stories } = world;
  if (key === undefined) {
    record.billed = meters.billUnknown(clock.now()).billed;
    return REFUSED['key-refused'];
  }
  exchange.instead = stories.next(key);
  const { refusal } = KEY_STATES[key.state];
  const { billed, usedUp } = meters.bill(
    key,
    refusal === undefined ? method : refusalCase(refusal),
    clock.now(),
  );
  record.billed = billed;
  if (refusal !== undefined) return REFUSED[refusal];
  return usedUp ? REFUSED['access-restricted'] : undefined;
}

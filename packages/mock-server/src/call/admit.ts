import type { RefusalKind } from '@dlubal-kit/auth-core';
import { error, type StatusReply } from '../handlers/reply.js';
import { checkKey } from '../keys/check-key.js';
import { KEY_STATES } from '../keys/key-state.js';
import type { MockKey } from '../keys/mock-key.js';
import { type BillingCase, isBilled } from '../metering/billing-rules.js';
import { type Exchange, noteKey } from './exchange.js';

const BILLED_AS: Readonly<Record<RefusalKind, BillingCase>> = {
  'key-refused': 'key-refused',
  'access-restricted': 'answered',
  'no-subscription': 'no-subscription',
};

const REFUSED: Readonly<Record<RefusalKind, StatusReply>> = {
  'key-refused': error('key-refused'),
  'access-restricted': error('access-restricted'),
  'no-subscription': error('no-subscription'),
};

/**
 * Checks the key and counts the call, in one go: of two calls that arrive when one request is left, exactly one
 * passes. Whether the server looks at the key before the method is not known [?]; here it does.
 *
 * @param method what the call is billed as when it passes.
 * @returns the refusal, or nothing when the call may pass.
 */
export function admit(exchange: Exchange, method: BillingCase): StatusReply | undefined {
  const { world, call } = exchange;
  const verdict = checkKey(call.headers.all('authorization'), (secret) => world.keys.find(secret));
  noteKey(exchange, verdict);
  if (verdict.kind === 'refused') {
    billUnknown(exchange);
    return REFUSED['key-refused'];
  }
  const { key } = verdict;
  exchange.instead = world.rehearsals.next(key);
  const { refusal } = KEY_STATES[key.state];
  if (refusal !== undefined) {
    bill(exchange, key, BILLED_AS[refusal]);
    return REFUSED[refusal];
  }
  exchange.key = key;
  return bill(exchange, key, method) === 'used-up' && !world.overage
    ? REFUSED['access-restricted']
    : undefined;
}

/** A call whose key nobody knows counts for the company that the server stands for. */
function billUnknown({ world, record }: Exchange): void {
  if (!isBilled('key-refused', world.billing)) return;
  world.meters.countForCompany(world.clock.now());
  record.billed = true;
}

function bill({ world, record }: Exchange, key: MockKey, as: BillingCase): 'counted' | 'used-up' {
  if (!isBilled(as, world.billing)) return 'counted';
  const now = world.clock.now();
  const verdict = world.meters.count(key, now);
  record.billed = verdict === 'counted' || world.overage || isBilled('beyond-limit', world.billing);
  if (!record.billed) world.meters.uncount(key, now);
  return verdict;
}

import {
  CHECKED_LATER,
  either,
  type FieldChecks,
  FLAG,
  LIMIT,
  LIST,
  MILLISECONDS,
  OBJECT,
  oneOf,
  PLANS,
  TEXT,
  whole,
} from '@dlubal-kit/auth-core';
import type { JournalOptions } from '../journal/journal.js';
import { BILLING_RULES, type BillingOption } from '../metering/billing-rules.js';
import type { MockServerOptions } from './mock-server-options.js';

/** What `startMockServer` takes, field by field. */
export const SERVER_FIELDS: FieldChecks<MockServerOptions> = {
  keys: either(LIST, OBJECT),
  monthlyLimit: LIMIT,
  plan: oneOf(...Object.keys(PLANS)),
  overage: FLAG,
  billing: OBJECT,
  port: whole(0),
  host: TEXT,
  tls: CHECKED_LATER,
  ref: FLAG,
  handlers: LIST,
  onUnmatchedCall: oneOf('error', 'warn', 'default'),
  applicationInfo: OBJECT,
  objectTypes: OBJECT,
  applications: LIST,
  services: LIST,
  clock: CHECKED_LATER,
  journal: OBJECT,
  maxMessageBytes: whole(1),
  handshakeTimeoutMs: MILLISECONDS,
  idleBodyMs: MILLISECONDS,
  minPingIntervalMs: MILLISECONDS,
  gzip: FLAG,
};

export const JOURNAL_FIELDS: FieldChecks<JournalOptions> = { maxCalls: whole(1), maxBytes: whole(0) };

export const BILLING_FIELDS: FieldChecks<BillingOption> = Object.fromEntries(
  Object.keys(BILLING_RULES).map((name) => [name, FLAG]),
) as unknown as FieldChecks<BillingOption>;

import type { FailureKind } from './kinds.js';
import { ANSWER } from './tables/answer.js';
import { CONNECTION } from './tables/connection.js';
import { GATEWAY } from './tables/gateway.js';
import type { ReasonRow } from './tables/kind-row.js';
import { LOCAL } from './tables/local/local.js';
import { TLS } from './tables/tls.js';

const TABLE = {
  ...LOCAL.reasons,
  ...CONNECTION.reasons,
  ...TLS.reasons,
  ...GATEWAY.reasons,
  ...ANSWER.reasons,
};

/** The reasons that have a row of their own in a kind. */
export type ReasonOf<K extends FailureKind> = K extends keyof typeof TABLE ? keyof (typeof TABLE)[K] : never;

/** Finer causes inside a kind, where their remedies differ. What a row leaves out is as in the kind's row. */
export const REASONS: Readonly<Record<string, Readonly<Record<string, ReasonRow>>>> = TABLE;

/** What a reason changes about its kind; undefined when the kind's own row says it all. */
export function reasonRow(kind: FailureKind, reason: string | undefined): ReasonRow | undefined {
  const ofKind = Object.hasOwn(REASONS, kind) ? REASONS[kind] : undefined;
  if (ofKind === undefined || reason === undefined) return undefined;
  if (Object.hasOwn(ofKind, reason)) return ofKind[reason];
  return /^http-5\d\d$/.test(reason) ? ofKind['http-5xx'] : undefined;
}

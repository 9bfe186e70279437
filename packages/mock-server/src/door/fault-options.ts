import { CHECKED_LATER, type FieldChecks, whole } from '@dlubal-kit/auth-core';
import { FAULT_SETTINGS, type FaultSettings } from '../faults/fault.js';
import type { CallFilter } from '../journal/call-filter.js';

/** Which calls a fault strikes, and how often. */
export interface FaultOptions extends FaultSettings {
  /** A method's name, or a pattern of calls; all calls when not given. */
  readonly when?: CallFilter;
  /** Strikes this many calls, then no more. @default every call */
  readonly times?: number;
}

/** The options, field by field; `callMatches` knows what `when` can be. */
export const FAULT_FIELDS: FieldChecks<FaultOptions> = {
  ...FAULT_SETTINGS,
  when: CHECKED_LATER,
  times: whole(1),
};

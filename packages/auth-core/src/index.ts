// Key

export { ConfigSyntaxError } from './config/config-syntax-error.js';
// Config
export type { ConfigEntry, ParsedConfig } from './config/config-types.js';
export { parseConfig } from './config/parse-config.js';
export type { SyntaxRule } from './config/syntax-rules.js';
export type { FailureMore } from './failure/failure-of.js';
export { failureOf } from './failure/failure-of.js';
// Failure
export type { Failure, FailureOrigin, Reached } from './failure/failure-types.js';
export type { ExitCode, KindRow } from './failure/kind-row.js';
export { EXIT_CODES } from './failure/kind-row.js';
export type { FailureKind } from './failure/kinds.js';
export { isFailureKind, KINDS } from './failure/kinds.js';
export type { Refusal, RefusalKind } from './failure/refusals.js';
export { REFUSALS } from './failure/refusals.js';
export { ApiKey, KeyFormatError } from './key/api-key.js';
export { mask } from './key/mask.js';

// Metering
export type { Meter, Verdict } from './metering/count-call.js';
export { countCall, inMonth, monthOf, newMeter, startOfNextMonth } from './metering/count-call.js';
export type { Plan, PlanName } from './metering/plans.js';
export { PLANS } from './metering/plans.js';

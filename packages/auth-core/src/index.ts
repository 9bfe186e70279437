// Key

// Failure
export type { FailureMore } from './failure/failure-of.js';
export { failureOf } from './failure/failure-of.js';
export type { Failure, FailureOrigin, Reached } from './failure/failure-types.js';
export type { ExitCode, KindRow } from './failure/kind-row.js';
export { EXIT_CODES } from './failure/kind-row.js';
export type { FailureKind } from './failure/kinds.js';
export { isFailureKind, KINDS } from './failure/kinds.js';
export type { Refusal, RefusalKind } from './failure/refusals.js';
export { REFUSALS } from './failure/refusals.js';
export { ApiKey, KeyFormatError } from './key/api-key.js';
export { mask } from './key/mask.js';

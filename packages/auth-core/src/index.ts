// Key

// Failure
export type { Failure, FailureOrigin, Reached } from './failure/failure-types.js';
export type { Refusal, RefusalKind } from './failure/refusals.js';
export { REFUSALS } from './failure/refusals.js';
export { ApiKey, KeyFormatError } from './key/api-key.js';
export { mask } from './key/mask.js';

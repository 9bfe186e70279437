// Key: holding a secret, and showing it safely
export { ApiKey } from './key/api-key.js';
export { KeyFormatError } from './key/key-format-error.js';
export type { KeyPlace } from './redaction/find-keys.js';
export type { KeyFormat, KeyShape } from './redaction/key-format.js';
export { findKeys } from './redaction/find-keys.js';
export { fingerprint } from './key/fingerprint.js';
export { keyFlaw, keyShape, whyNotSendable } from './redaction/key-format.js';
export { mask } from './redaction/mask.js';
export { redact } from './redaction/redact.js';

// Text: what a terminal obeys
export { cleanText } from './redaction/clean-text.js';
export { escapeObeyed, replaceObeyed } from './text/hidden-characters.js';

// Realms: what a test runner's own globals have in another form, or lack
export { asyncDispose, dispose } from './realm/dispose-symbols.js';
export { isErrorLike, isRangeError, messageOf } from './realm/thrown.js';

// Config: config.ini as the official client reads it
export { parseConfig } from './config/parse-config.js';
export { universalNewlines } from './config/universal-newlines.js';
export { checkNewKeys } from './config/edit/check-new-keys.js';
export { editConfig } from './config/edit/edit-config.js';
export { ConfigEditError } from './config/edit/config-edit-error.js';
export { ConfigSyntaxError } from './config/config-syntax-error.js';
export type { ConfigEntry, EntryPlace, ParsedConfig } from './config/config-types.js';
export { diagnoseConfig } from './config/diagnose/diagnose-config.js';
export { fixConfig } from './config/diagnose/fix-config.js';
export type { ConfigFinding } from './config/diagnose/diagnose-config.js';
export type { ConfigEdit } from './config/edit/edit-config.js';
export type { SyntaxRule } from './config/syntax-rules.js';

// Settings: .dlubalrc
export { editSettings } from './settings/edit-settings.js';
export { parseSettings } from './settings/parse-settings.js';
export { SettingsError } from './settings/settings-error.js';
export type { SettingsErrorKind, SettingsErrorParts } from './settings/settings-error.js';
export type { SettingsChange } from './settings/edit-settings.js';
export type {
  ParsedSettings,
  ParseSettingsOptions,
  Settings,
  SettingsOwner,
} from './settings/parse-settings.js';

// Resolution: which key, and why that one
export { resolveKey } from './resolve/resolve-key.js';
export { assertSendable } from './resolve/assert-sendable.js';
export { keyFormatOf } from './resolve/key-format-of.js';
export { explainResolution } from './resolve/explain-resolution.js';
export { nearestNames } from './key/nearest-names.js';
export { KeyResolutionError } from './resolve/key-resolution-error.js';
export type { ConsideredPlace, Explanation } from './resolve/explain-resolution.js';
export type { KeyResolutionKind } from './resolve/key-resolution-error.js';
export { keyVariables, PLACES, placeWords } from './resolve/places.js';
export type { KeySource, Place } from './resolve/places.js';
export type { KeyringAnswer, Material, PlaceDocument, ResolveInput } from './resolve/resolve-input.js';
export type { KeyResolutionDetails } from './resolve/key-resolution-error.js';
export type { ResolvedKey } from './resolve/resolve-key.js';

// Failure: what went wrong, and what to do about it
export { classifyError } from './classify/classify-error.js';
export type { Evidence } from './classify/evidence.js';
export { GRPC_STATUSES } from './failure/tables/grpc-status.js';
export { EXIT_CODES } from './failure/tables/kind-row.js';
export { brand } from './failure/brand.js';
export { DlubalError, isDlubalError } from './failure/dlubal-error.js';
export { failureOf } from './failure/failure-of.js';
export { isFailureKind, KINDS } from './failure/kinds.js';
export { MisuseError } from './failure/misuse-error.js';
export { refusalKinds } from './failure/kinds.js';
export { refusalReader } from './classify/refusal-words.js';
export { REFUSALS } from './failure/tables/refusals.js';
export { sentencesOf } from './failure/sentences-of.js';
export type { AnyDlubalError } from './failure/dlubal-error.js';
export type { Billed, ExitCode, FailureOrigin, KindRow, OwnFacts } from './failure/tables/kind-row.js';
export type { FailureMore } from './failure/build-failure.js';
export type { Failure } from './failure/failure.js';
export type { FailureKind } from './failure/kinds.js';
export type { GrpcStatus, GrpcStatusName } from './failure/tables/grpc-status.js';
export type { Refusal, RefusalBilling, RefusalKind, RefusalTable } from './failure/tables/refusals.js';

// Options: a slip is refused where it is written
export { checkFields, checkName } from './options/check-fields.js';
export type { FieldCheck, FieldChecks } from './options/check-fields.js';
export {
  CHECKED_LATER,
  either,
  FLAG,
  FUNCTION,
  KEY,
  KEY_FORMAT,
  LIMIT,
  LIST,
  listOf,
  MILLISECONDS,
  OBJECT,
  oneOf,
  orNull,
  TEXT,
  whole,
} from './options/field-checks.js';

// Metering: a month of requests
export { countCall, inMonth, newMeter } from './metering/count-call.js';
export { FIRST_LEASE, grantOf, LARGEST_LEASE, nextLeaseSize } from './metering/lease.js';
export { monthOf, monthsLater, startOfNextMonth } from './metering/month.js';
export { PLANS } from './metering/plans.js';
export { MAX_PER_MONTH, poolState } from './metering/pool-usage.js';
export { projectMonth } from './metering/project-month.js';
export type { Meter, Verdict } from './metering/count-call.js';
export type { LeaseAsk } from './metering/lease.js';
export type { Plan, PlanName } from './metering/plans.js';
export type { PoolState, PoolUsage } from './metering/pool-usage.js';
export type { Projection } from './metering/project-month.js';

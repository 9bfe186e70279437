import type { CallRecord as CallRecordClass } from './journal/call-record.js';
import type { MockKey as MockKeyClass } from './keys/mock-key.js';
import type { MovableClock as MovableClockClass } from './metering/movable-clock.js';

// Start
export { startMockServer } from './door/start-mock-server.js';
export type { MockServer, ResetListener } from './door/mock-server.js';
export type { MockSession } from './door/mock-session.js';
export type { ChangeableOptions } from './door/reconfigure.js';
export type { LabelsOf, MockServerOptions } from './door/mock-server-options.js';
export type { MockServerTls } from './engine/listener-options.js';
export type { CertificateState, MadeCertificate } from './tls/certificate-state.js';
// Keys and the bill
export type { KeysOption } from './keys/key-ring.js';
export type { KeyState } from './keys/key-state.js';
export type { KeySpec } from './keys/mock-key.js';
export type { BilledRefusal, BillingCase, BillingOption, BillingRule } from './metering/billing-rules.js';
export { BILLING_RULES } from './metering/billing-rules.js';
export type { Usage } from './metering/meters.js';
// Other services
export { loadDescriptorSet } from './services/load-descriptor-set.js';
export { loadProto } from './services/load-proto.js';
export type { LoadProtoOptions } from './services/load-proto.js';
export type { ApplicationName } from './services/applications.js';
export type { ServedServices } from './services/services.js';
export type {
  AskedField,
  FieldPattern,
  FieldTest,
  PatternKind,
  TestMaker,
} from './patterns/field-patterns.js';
export type { HandlerOf, ServiceDefinition, ServiceHandlers, ServiceMethod } from './services/services.js';
// Handlers
export { rpc } from './handlers/rpc.js';
export type { RpcHandlerMaker, RpcHandlers } from './handlers/rpc.js';
export type {
  AnswerableKind,
  ErrorStatus,
  MessageReply,
  Reply,
  ReplyMetadata,
  StatusReply,
} from './handlers/reply.js';
export { error, reply } from './handlers/reply.js';
export { fault } from './faults/fault-reply.js';
export type { FaultReply } from './faults/fault-reply.js';
export { delay, sequence } from './handlers/responders.js';
export type {
  Answered,
  CallInfo,
  HandlerInfo,
  HandlerOptions,
  Messages,
  Responder,
  RpcHandler,
  StreamResponder,
} from './handlers/rpc-handler.js';
export type { UnmatchedPolicy } from './handlers/unmatched-call.js';
export type { StatusName } from './wire/status-code.js';
export type { Metadata, WireHeaders } from './wire/wire-metadata.js';
// Models in memory, and messages
export type { RfemDescription } from './rfem/rfem-facts.js';
export type { ApplicationInfo, DeepPartial, RpcMethod, RpcTable } from '@dlubal-kit/protos';
export { ApplicationType } from '@dlubal-kit/protos';
// Faults, stories and rehearsals
export { FAULTS } from './faults/fault-table.js';
export type { FaultFacts } from './faults/fault-table.js';
export { STORIES } from './stories/story-table.js';
export type { FaultOptions } from './door/fault-options.js';
export type { FaultName, FaultSettings } from './faults/fault.js';
export type { Outage, OutageKind, OutageOptions } from './engine/outage.js';
export type { Story } from './stories/story.js';
export type { Stage as StoryStage, Step as StoryStep, StoryScript } from './stories/story-script.js';
export type { StoryName } from './stories/story-table.js';
export { KEY_FAULTS } from './rehearsals/key-fault-matrix.js';
export { rehearseKeyFaults } from './rehearsals/rehearse-key-faults.js';
export type { KeyFaultName, KeyFaultRow } from './rehearsals/key-fault-matrix.js';
export type { KeyFaultFinding, KeyFaultReport, KeyFaultResult } from './rehearsals/key-fault-report.js';
export type { KeyFaultStage, RehearseOptions } from './rehearsals/rehearse-key-faults.js';
// Errors: all of them are DlubalErrors
export type { AnyDlubalError, Failure, FailureKind } from '@dlubal-kit/auth-core';
export { ApiKey, ConfigEditError, DlubalError, isDlubalError, MisuseError } from '@dlubal-kit/auth-core';
// Journal
export type { CallFilter, CallPattern, KnownNames } from './journal/call-filter.js';
export type { WaitOptions } from './journal/wait-for-request.js';
export type { ArrivedCall, CallOutcome } from './journal/call-record.js';
export type { DroppedCalls } from './journal/dropped-calls.js';
export { describeCall } from './journal/describe-calls.js';
export type { JournalOptions } from './journal/journal.js';
export type { HeaderFlaw, KeyVerdict } from './keys/check-key.js';

// Classes that only the server makes: a bundler of declarations would export the class itself, which the module lacks
/** One call that the server got. */
export type CallRecord = CallRecordClass;
/** A key that the server knows. */
export type MockKey = MockKeyClass;
/** The clock of a server, which a test can move. */
export type MovableClock = MovableClockClass;

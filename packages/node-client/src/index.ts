// Connect
export { connect } from './client/connect.js';
export type { ClientOptions, ClientWarning, ConnectOptions } from './client/connect-options.js';
export type { RfemApplication, RfemMethods } from './client/rfem-application.js';
export type { Closable, CloseOptions } from './client/closable.js';
export { probe } from './call/probe.js';
export type { ProbeOptions } from './call/probe.js';
export type { Address } from './address/address.js';
export { parseAddress } from './address/address.js';
export type { TlsOption, TlsSettings } from './gather/gather-options.js';
export type { RetryOptions } from './call/retry-policy.js';
export type { Compression } from './channel/compression.js';

// Budget
export { BudgetError } from './budget/budget-error.js';
export type { BudgetKind } from './budget/budget-error.js';
export type { BudgetOptions } from './budget/budget-options.js';

// Call
export type { CallOptions, UnaryMethod } from './call/call-options.js';

// Hooks
export type { CallEnd, CallHooks, CallStart, KeyShown } from './observe/call-hooks.js';

// Bring your own stub
export { createClient } from './client/create-client.js';
export type { ServiceConstructor } from './client/create-client.js';
export type {
  CamelCase,
  JoinedWords,
  MethodName,
  NamedMethod,
  PromiseClient,
  PromiseMethod,
  PromiseMethods,
} from './client/promise-client.js';
export { authInterceptor } from './own-stub/auth-interceptor.js';
export { callCredentials } from './own-stub/call-credentials.js';
export { connectInterceptor } from './own-stub/connect-interceptor.js';
export { niceGrpcMiddleware } from './own-stub/nice-grpc-middleware.js';
export { channelOptions } from './own-stub/own-channel-options.js';
export type { OwnInterceptor, OwnMetadata, StartableCall } from './own-stub/auth-interceptor.js';
export type { OwnCallCredentials } from './own-stub/call-credentials.js';
export type { ConnectInterceptor, WithHeader } from './own-stub/connect-interceptor.js';
export type {
  NiceGrpcAnswers,
  NiceGrpcCall,
  NiceGrpcMiddleware,
  SettableMetadata,
} from './own-stub/nice-grpc-middleware.js';
export type { AuthOptions } from './own-stub/own-headers.js';

// Errors: all of them are DlubalErrors
export {
  type AnyDlubalError,
  type Billed,
  classifyError,
  ConfigSyntaxError,
  DlubalError,
  type Failure,
  type FailureKind,
  type FailureOrigin,
  isDlubalError,
  KINDS,
  KeyFormatError,
  KeyResolutionError,
  type KeyResolutionKind,
  MisuseError,
  SettingsError,
} from '@dlubal-kit/auth-core';
export { AddressError } from './address/address-error.js';
export { TlsRootsError } from './channel/tls-roots-error.js';
export type { TlsRootsReason } from './channel/tls-roots-error.js';
export { DlubalCallError } from './call/call-error.js';
export type { CallErrorParts } from './call/call-error.js';
export { ConfigFileError } from './file/config-file-error.js';
export type {
  ConfigFileErrorMore,
  ConfigReadReason,
  ConfigWriteReason,
  Deed,
} from './file/config-file-error.js';
export { ProviderError } from './keyring/provider-error.js';

// Versions
export { CLIENT_VERSION } from './client/key/request-headers.js';
export { API_VERSION } from './client/version-handshake.js';

// Keys, from the core
export { ApiKey } from '@dlubal-kit/auth-core';

// Messages
export type {
  Any,
  ApplicationInfo,
  CalculateAllRequest,
  CloseAllModelsRequest,
  CloseModelRequest,
  CreateModelRequest,
  CreateObjectListRequest,
  DeepPartial,
  Empty,
  GetObjectIdListRequest,
  ModelId,
  ModelInfo,
  ModelList,
  ModelMainParameters,
  ObjectId,
  ObjectIdList,
  ObjectList,
  OpenModelRequest,
  OperationResult,
  OptionalModelId,
  PlausibilityCheckRequest,
  RfemObject,
  RpcTable,
  SaveModelAsRequest,
} from '@dlubal-kit/protos';
export { ApplicationType, PlausibilityCheckType } from '@dlubal-kit/protos';

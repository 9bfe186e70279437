// The calls
export {
  type ApplicationRpcs,
  applicationRpcs,
  applicationService,
  type RpcMethod,
  type RpcTable,
  rpcList,
} from './application-rpcs.js';
// The messages' fields, as data, and the check of a message by them
export { checkMessage } from './check-message.js';
// How a message is sent, by either side
export { endInPieces, PIECE } from './end-in-pieces.js';
export type { FieldKind, MessageFields } from './field-kind.js';
// Messages: plain objects. `Object` is called RfemObject here, so that nobody's import hides the global one
export type { ModelId, OptionalModelId } from './generated/dlubal/api/common/common.js';
export type {
  ApplicationInfo,
  CalculateAllRequest,
  CloseAllModelsRequest,
  CloseModelRequest,
  CreateModelRequest,
  CreateObjectListRequest,
  DeepPartial,
  GetObjectIdListRequest,
  ModelInfo,
  ModelList,
  ModelMainParameters,
  Object as RfemObject,
  ObjectId,
  ObjectIdList,
  ObjectList,
  OpenModelRequest,
  OperationResult,
  PlausibilityCheckRequest,
  SaveModelAsRequest,
} from './generated/dlubal/api/rfem/application.js';
// Enums: objects of numbers, with a union type of the same name
export { ApplicationType, PlausibilityCheckType } from './generated/dlubal/api/rfem/application.js';
export type { Any } from './generated/google/protobuf/any.js';
export type { Empty } from './generated/google/protobuf/empty.js';
export { enumValues, messageFields } from './generated/message-fields.js';
export type { Rpc } from './rpc-row.js';

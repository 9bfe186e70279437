import { ModelId, OptionalModelId } from './generated/dlubal/api/common/common.js';
import {
  ApplicationInfo,
  CalculateAllRequest,
  CloseAllModelsRequest,
  CloseModelRequest,
  CreateModelRequest,
  CreateObjectListRequest,
  GetObjectIdListRequest,
  ModelList,
  ModelMainParameters,
  ObjectId,
  ObjectIdList,
  ObjectList,
  OpenModelRequest,
  OperationResult,
  PlausibilityCheckRequest,
  Object as RfemObject,
  SaveModelAsRequest,
} from './generated/dlubal/api/rfem/application.js';
import { Empty } from './generated/google/protobuf/empty.js';
import { type Codec, type Rpc, rpcRow } from './rpc-row.js';

/** Full name of the service that a running RFEM offers. Source: facts/wire.md. */
export const applicationService = 'dlubal.api.rfem.Application';

/**
 * The calls of `dlubal.api.rfem.Application`, each with its two messages.
 *
 * @example
 * type Info = RpcTable['getApplicationInfo']['response'];
 */
export interface RpcTable {
  createModel: { request: CreateModelRequest; response: ModelId };
  openModel: { request: OpenModelRequest; response: ModelId };
  saveModel: { request: SaveModelAsRequest; response: Empty };
  closeModel: { request: CloseModelRequest; response: Empty };
  closeAllModels: { request: CloseAllModelsRequest; response: Empty };
  getActiveModel: { request: Empty; response: ModelId };
  setActiveModel: { request: ModelId; response: Empty };
  closeApplication: { request: Empty; response: Empty };
  getModelList: { request: Empty; response: ModelList };
  getApplicationInfo: { request: Empty; response: ApplicationInfo };
  closeConnection: { request: Empty; response: Empty };
  getObjectImpl: { request: RfemObject; response: RfemObject };
  getObjectListImpl: { request: ObjectList; response: ObjectList };
  createObjectImpl: { request: RfemObject; response: ObjectId };
  createObjectListImpl: { request: CreateObjectListRequest; response: ObjectIdList };
  updateObjectImpl: { request: RfemObject; response: Empty };
  deleteObjectImpl: { request: RfemObject; response: Empty };
  updateObjectListImpl: { request: ObjectList; response: Empty };
  deleteObjectListImpl: { request: ObjectList; response: Empty };
  deleteAllObjects: { request: OptionalModelId; response: Empty };
  calculateAll: { request: CalculateAllRequest; response: OperationResult };
  plausibilityCheck: { request: PlausibilityCheckRequest; response: OperationResult };
  getObjectIdList: { request: GetObjectIdListRequest; response: ObjectIdList };
  getModelMainParameters: { request: OptionalModelId; response: ModelMainParameters };
  generateCombinations: { request: OptionalModelId; response: Empty };
}

/** A call's name in TypeScript, for example `getApplicationInfo`. */
export type RpcMethod = keyof RpcTable;

/** One row a call, typed with that call's messages. */
export type ApplicationRpcs = {
  readonly [M in RpcMethod]: Rpc<RpcTable[M]['request'], RpcTable[M]['response'], M>;
};

const row = <M extends RpcMethod>(
  method: M,
  request: Codec<RpcTable[M]['request']>,
  response: Codec<RpcTable[M]['response']>,
): Rpc<RpcTable[M]['request'], RpcTable[M]['response'], M> =>
  rpcRow(applicationService, method, request, response);

/** The table: `applicationRpcs.getApplicationInfo.path`, `.encodeRequest`, `.decodeResponse` … */
export const applicationRpcs: ApplicationRpcs = {
  createModel: row('createModel', CreateModelRequest, ModelId),
  openModel: row('openModel', OpenModelRequest, ModelId),
  saveModel: row('saveModel', SaveModelAsRequest, Empty),
  closeModel: row('closeModel', CloseModelRequest, Empty),
  closeAllModels: row('closeAllModels', CloseAllModelsRequest, Empty),
  getActiveModel: row('getActiveModel', Empty, ModelId),
  setActiveModel: row('setActiveModel', ModelId, Empty),
  closeApplication: row('closeApplication', Empty, Empty),
  getModelList: row('getModelList', Empty, ModelList),
  getApplicationInfo: row('getApplicationInfo', Empty, ApplicationInfo),
  closeConnection: row('closeConnection', Empty, Empty),
  getObjectImpl: row('getObjectImpl', RfemObject, RfemObject),
  getObjectListImpl: row('getObjectListImpl', ObjectList, ObjectList),
  createObjectImpl: row('createObjectImpl', RfemObject, ObjectId),
  createObjectListImpl: row('createObjectListImpl', CreateObjectListRequest, ObjectIdList),
  updateObjectImpl: row('updateObjectImpl', RfemObject, Empty),
  deleteObjectImpl: row('deleteObjectImpl', RfemObject, Empty),
  updateObjectListImpl: row('updateObjectListImpl', ObjectList, Empty),
  deleteObjectListImpl: row('deleteObjectListImpl', ObjectList, Empty),
  deleteAllObjects: row('deleteAllObjects', OptionalModelId, Empty),
  calculateAll: row('calculateAll', CalculateAllRequest, OperationResult),
  plausibilityCheck: row('plausibilityCheck', PlausibilityCheckRequest, OperationResult),
  getObjectIdList: row('getObjectIdList', GetObjectIdListRequest, ObjectIdList),
  getModelMainParameters: row('getModelMainParameters', OptionalModelId, ModelMainParameters),
  generateCombinations: row('generateCombinations', OptionalModelId, Empty),
};

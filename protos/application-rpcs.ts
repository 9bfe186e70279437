import * as common from './generated/dlubal/api/common/common.js';
import * as rfem from './generated/dlubal/api/rfem/application.js';
import { type Empty, EmptyCodec } from './generated/google/protobuf/empty.js';
import { type Codec, type Rpc, rpcRow } from './rpc-row.js';

/** Full name of the service that a running RFEM offers. Source: docs/facts/wire.md. */
export const applicationService = 'dlubal.api.rfem.Application';

/**
 * The calls of `dlubal.api.rfem.Application`, each with its two messages.
 *
 * @example
 * type Info = RpcTable['getApplicationInfo']['response'];
 */
export interface RpcTable {
  createModel: { request: rfem.CreateModelRequest; response: common.ModelId };
  openModel: { request: rfem.OpenModelRequest; response: common.ModelId };
  saveModel: { request: rfem.SaveModelAsRequest; response: Empty };
  closeModel: { request: rfem.CloseModelRequest; response: Empty };
  closeAllModels: { request: rfem.CloseAllModelsRequest; response: Empty };
  getActiveModel: { request: Empty; response: common.ModelId };
  setActiveModel: { request: common.ModelId; response: Empty };
  closeApplication: { request: Empty; response: Empty };
  getModelList: { request: Empty; response: rfem.ModelList };
  getApplicationInfo: { request: Empty; response: rfem.ApplicationInfo };
  closeConnection: { request: Empty; response: Empty };
  getObjectImpl: { request: rfem.Object; response: rfem.Object };
  getObjectListImpl: { request: rfem.ObjectList; response: rfem.ObjectList };
  createObjectImpl: { request: rfem.Object; response: rfem.ObjectId };
  createObjectListImpl: { request: rfem.CreateObjectListRequest; response: rfem.ObjectIdList };
  updateObjectImpl: { request: rfem.Object; response: Empty };
  deleteObjectImpl: { request: rfem.Object; response: Empty };
  updateObjectListImpl: { request: rfem.ObjectList; response: Empty };
  deleteObjectListImpl: { request: rfem.ObjectList; response: Empty };
  deleteAllObjects: { request: common.OptionalModelId; response: Empty };
  calculateAll: { request: rfem.CalculateAllRequest; response: rfem.OperationResult };
  plausibilityCheck: { request: rfem.PlausibilityCheckRequest; response: rfem.OperationResult };
  getObjectIdList: { request: rfem.GetObjectIdListRequest; response: rfem.ObjectIdList };
  getModelMainParameters: { request: common.OptionalModelId; response: rfem.ModelMainParameters };
  generateCombinations: { request: common.OptionalModelId; response: Empty };
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
  createModel: row('createModel', rfem.CreateModelRequestCodec, common.ModelIdCodec),
  openModel: row('openModel', rfem.OpenModelRequestCodec, common.ModelIdCodec),
  saveModel: row('saveModel', rfem.SaveModelAsRequestCodec, EmptyCodec),
  closeModel: row('closeModel', rfem.CloseModelRequestCodec, EmptyCodec),
  closeAllModels: row('closeAllModels', rfem.CloseAllModelsRequestCodec, EmptyCodec),
  getActiveModel: row('getActiveModel', EmptyCodec, common.ModelIdCodec),
  setActiveModel: row('setActiveModel', common.ModelIdCodec, EmptyCodec),
  closeApplication: row('closeApplication', EmptyCodec, EmptyCodec),
  getModelList: row('getModelList', EmptyCodec, rfem.ModelListCodec),
  getApplicationInfo: row('getApplicationInfo', EmptyCodec, rfem.ApplicationInfoCodec),
  closeConnection: row('closeConnection', EmptyCodec, EmptyCodec),
  getObjectImpl: row('getObjectImpl', rfem.ObjectCodec, rfem.ObjectCodec),
  getObjectListImpl: row('getObjectListImpl', rfem.ObjectListCodec, rfem.ObjectListCodec),
  createObjectImpl: row('createObjectImpl', rfem.ObjectCodec, rfem.ObjectIdCodec),
  createObjectListImpl: row(
    'createObjectListImpl',
    rfem.CreateObjectListRequestCodec,
    rfem.ObjectIdListCodec,
  ),
  updateObjectImpl: row('updateObjectImpl', rfem.ObjectCodec, EmptyCodec),
  deleteObjectImpl: row('deleteObjectImpl', rfem.ObjectCodec, EmptyCodec),
  updateObjectListImpl: row('updateObjectListImpl', rfem.ObjectListCodec, EmptyCodec),
  deleteObjectListImpl: row('deleteObjectListImpl', rfem.ObjectListCodec, EmptyCodec),
  deleteAllObjects: row('deleteAllObjects', common.OptionalModelIdCodec, EmptyCodec),
  calculateAll: row('calculateAll', rfem.CalculateAllRequestCodec, rfem.OperationResultCodec),
  plausibilityCheck: row('plausibilityCheck', rfem.PlausibilityCheckRequestCodec, rfem.OperationResultCodec),
  getObjectIdList: row('getObjectIdList', rfem.GetObjectIdListRequestCodec, rfem.ObjectIdListCodec),
  getModelMainParameters: row(
    'getModelMainParameters',
    common.OptionalModelIdCodec,
    rfem.ModelMainParametersCodec,
  ),
  generateCombinations: row('generateCombinations', common.OptionalModelIdCodec, EmptyCodec),
};

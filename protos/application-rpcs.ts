import * as common from './generated/dlubal/api/common/common.js';
import * as rfem from './generated/dlubal/api/rfem/application.js';
import { EmptyCodec } from './generated/google/protobuf/empty.js';
import { type Rpc, type RpcColumns, rpcRow } from './rpc-row.js';

/** Full name of the service that a running RFEM offers. Source: docs/facts/wire.md. */
export const applicationService = 'dlubal.api.rfem.Application';

/** Reads or changes what is open. */
const QUICK: RpcColumns = { duration: 'quick', handshake: false };
/** Loads, saves or calculates: it takes as long as the model is large. */
const LONG: RpcColumns = { duration: 'long', handshake: false };
/** Made by every client on its own: on connecting, and on leaving. */
const HANDSHAKE: RpcColumns = { duration: 'quick', handshake: true };

/**
 * The calls of `dlubal.api.rfem.Application`: the one place that knows a method. The client's functions and deadlines, the
 * mock server's handlers, models and scenario schema, and the docs follow from a row.
 */
const ROWS = {
  createModel: rpcRow(rfem.CreateModelRequestCodec, common.ModelIdCodec, QUICK),
  openModel: rpcRow(rfem.OpenModelRequestCodec, common.ModelIdCodec, LONG),
  saveModel: rpcRow(rfem.SaveModelAsRequestCodec, EmptyCodec, LONG),
  closeModel: rpcRow(rfem.CloseModelRequestCodec, EmptyCodec, LONG),
  closeAllModels: rpcRow(rfem.CloseAllModelsRequestCodec, EmptyCodec, LONG),
  getActiveModel: rpcRow(EmptyCodec, common.ModelIdCodec, QUICK),
  setActiveModel: rpcRow(common.ModelIdCodec, EmptyCodec, QUICK),
  closeApplication: rpcRow(EmptyCodec, EmptyCodec, LONG),
  getModelList: rpcRow(EmptyCodec, rfem.ModelListCodec, QUICK),
  getApplicationInfo: rpcRow(EmptyCodec, rfem.ApplicationInfoCodec, HANDSHAKE),
  closeConnection: rpcRow(EmptyCodec, EmptyCodec, HANDSHAKE),
  getObjectImpl: rpcRow(rfem.ObjectCodec, rfem.ObjectCodec, QUICK),
  getObjectListImpl: rpcRow(rfem.ObjectListCodec, rfem.ObjectListCodec, QUICK),
  createObjectImpl: rpcRow(rfem.ObjectCodec, rfem.ObjectIdCodec, QUICK),
  createObjectListImpl: rpcRow(rfem.CreateObjectListRequestCodec, rfem.ObjectIdListCodec, QUICK),
  updateObjectImpl: rpcRow(rfem.ObjectCodec, EmptyCodec, QUICK),
  deleteObjectImpl: rpcRow(rfem.ObjectCodec, EmptyCodec, QUICK),
  updateObjectListImpl: rpcRow(rfem.ObjectListCodec, EmptyCodec, QUICK),
  deleteObjectListImpl: rpcRow(rfem.ObjectListCodec, EmptyCodec, QUICK),
  deleteAllObjects: rpcRow(common.OptionalModelIdCodec, EmptyCodec, QUICK),
  calculateAll: rpcRow(rfem.CalculateAllRequestCodec, rfem.OperationResultCodec, LONG),
  plausibilityCheck: rpcRow(rfem.PlausibilityCheckRequestCodec, rfem.OperationResultCodec, LONG),
  getObjectIdList: rpcRow(rfem.GetObjectIdListRequestCodec, rfem.ObjectIdListCodec, QUICK),
  getModelMainParameters: rpcRow(common.OptionalModelIdCodec, rfem.ModelMainParametersCodec, QUICK),
  generateCombinations: rpcRow(common.OptionalModelIdCodec, EmptyCodec, LONG),
};

/** A call's name in TypeScript, for example `getApplicationInfo`. */
export type RpcMethod = keyof typeof ROWS;

/**
 * The two messages of each call.
 *
 * @example
 * type Info = RpcTable['getApplicationInfo']['response'];
 */
export type RpcTable = {
  [M in RpcMethod]: ReturnType<(typeof ROWS)[M]> extends Rpc<infer Request, infer Response>
    ? { request: Request; response: Response }
    : never;
};

/** One row per call, typed with the call's messages. */
export type ApplicationRpcs = {
  readonly [M in RpcMethod]: Rpc<RpcTable[M]['request'], RpcTable[M]['response'], M>;
};

/** The table: `applicationRpcs.getApplicationInfo.path`, `.encodeRequest`, `.decodeResponse` … */
export const applicationRpcs: ApplicationRpcs = Object.fromEntries(
  Object.entries(ROWS).map(([method, row]) => [method, row(applicationService, method)]),
) as unknown as ApplicationRpcs;

/** The same rows as a list, whatever their messages. */
export const rpcList: readonly Rpc<unknown, unknown>[] = Object.values(applicationRpcs) as never;

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
 * mock server's handlers, models and scenario schema, and the docs follow from a row. The comment on a row is what an editor shows
 * on the method of a client: its name on the wire, what it costs, its deadline, and `**Dangerous:**` where it loses something.
 */
const ROWS = {
  /**
   * Creates a model and opens it.
   *
   * `create_model`: one billed request, whatever it returns. Its default deadline is a minute.
   */
  createModel: rpcRow(rfem.CreateModelRequestCodec, common.ModelIdCodec, QUICK),
  /**
   * Opens a model file that is on the machine of the server.
   *
   * `open_model`: one billed request, whatever it returns. It can take long: its default deadline is an hour.
   */
  openModel: rpcRow(rfem.OpenModelRequestCodec, common.ModelIdCodec, LONG),
  /**
   * Saves a model, under the path that the request names.
   *
   * `save_model`: one billed request, whatever it returns. It can take long: its default deadline is an hour.
   *
   * **Dangerous:** overwrites a file of that name.
   */
  saveModel: rpcRow(rfem.SaveModelAsRequestCodec, EmptyCodec, LONG),
  /**
   * Closes a model.
   *
   * `close_model`: one billed request, whatever it returns. It can take long: its default deadline is an hour.
   *
   * **Dangerous:** what was not saved is lost, unless `saveChanges` is true.
   */
  closeModel: rpcRow(rfem.CloseModelRequestCodec, EmptyCodec, LONG),
  /**
   * Closes all models, also those of other users of the server.
   *
   * `close_all_models`: one billed request, whatever it returns. It can take long: its default deadline is an hour.
   *
   * **Dangerous:** what was not saved is lost, unless `saveChanges` is true.
   */
  closeAllModels: rpcRow(rfem.CloseAllModelsRequestCodec, EmptyCodec, LONG),
  /**
   * Says which model is active: the one that requests mean which name none.
   *
   * `get_active_model`: one billed request, whatever it returns. Its default deadline is a minute.
   */
  getActiveModel: rpcRow(EmptyCodec, common.ModelIdCodec, QUICK),
  /**
   * Makes a model the active one, for all clients of the server.
   *
   * `set_active_model`: one billed request, whatever it returns. Its default deadline is a minute.
   */
  setActiveModel: rpcRow(common.ModelIdCodec, EmptyCodec, QUICK),
  /**
   * Closes RFEM itself.
   *
   * `close_application`: one billed request, whatever it returns. It can take long: its default deadline is an hour.
   *
   * **Dangerous:** it ends for everybody who uses it, and what was not saved is lost. To end this client, use `close()`.
   */
  closeApplication: rpcRow(EmptyCodec, EmptyCodec, LONG),
  /**
   * Lists the open models.
   *
   * `get_model_list`: one billed request, whatever it returns. Its default deadline is a minute.
   */
  getModelList: rpcRow(EmptyCodec, rfem.ModelListCodec, QUICK),
  /**
   * Says name, version and language of the server. `connect` asks it on connecting, unless `checkVersion` is `false`.
   *
   * `get_application_info`: one billed request, whatever it returns. Its default deadline is a minute.
   */
  getApplicationInfo: rpcRow(EmptyCodec, rfem.ApplicationInfoCodec, HANDSHAKE),
  /**
   * Tells the server that this client leaves. The connection is ended by `close()`, with or without it.
   *
   * `close_connection`: one billed request, whatever it returns. Its default deadline is a minute.
   */
  closeConnection: rpcRow(EmptyCodec, EmptyCodec, HANDSHAKE),
  /**
   * Reads one object, by the type and number in the request.
   *
   * `get_object_impl`: one billed request, whatever it returns. Its default deadline is a minute.
   */
  getObjectImpl: rpcRow(rfem.ObjectCodec, rfem.ObjectCodec, QUICK),
  /**
   * Reads many objects in one request: cheaper than one request for each.
   *
   * `get_object_list_impl`: one billed request, whatever it returns. Its default deadline is a minute.
   */
  getObjectListImpl: rpcRow(rfem.ObjectListCodec, rfem.ObjectListCodec, QUICK),
  /**
   * Creates one object, and says its number.
   *
   * `create_object_impl`: one billed request, whatever it returns. Its default deadline is a minute.
   */
  createObjectImpl: rpcRow(rfem.ObjectCodec, rfem.ObjectIdCodec, QUICK),
  /**
   * Creates many objects in one request: cheaper than one request for each.
   *
   * `create_object_list_impl`: one billed request, whatever it returns. Its default deadline is a minute.
   */
  createObjectListImpl: rpcRow(rfem.CreateObjectListRequestCodec, rfem.ObjectIdListCodec, QUICK),
  /**
   * Changes one object that exists.
   *
   * `update_object_impl`: one billed request, whatever it returns. Its default deadline is a minute.
   *
   * **Dangerous:** replaces what the object was.
   */
  updateObjectImpl: rpcRow(rfem.ObjectCodec, EmptyCodec, QUICK),
  /**
   * Deletes one object.
   *
   * `delete_object_impl`: one billed request, whatever it returns. Its default deadline is a minute.
   *
   * **Dangerous:** the object is gone.
   */
  deleteObjectImpl: rpcRow(rfem.ObjectCodec, EmptyCodec, QUICK),
  /**
   * Changes many objects in one request: cheaper than one request for each.
   *
   * `update_object_list_impl`: one billed request, whatever it returns. Its default deadline is a minute.
   *
   * **Dangerous:** replaces what the objects were.
   */
  updateObjectListImpl: rpcRow(rfem.ObjectListCodec, EmptyCodec, QUICK),
  /**
   * Deletes many objects in one request.
   *
   * `delete_object_list_impl`: one billed request, whatever it returns. Its default deadline is a minute.
   *
   * **Dangerous:** the objects are gone.
   */
  deleteObjectListImpl: rpcRow(rfem.ObjectListCodec, EmptyCodec, QUICK),
  /**
   * Deletes all objects of a model.
   *
   * `delete_all_objects`: one billed request, whatever it returns. Its default deadline is a minute.
   *
   * **Dangerous:** the model is empty afterwards.
   */
  deleteAllObjects: rpcRow(common.OptionalModelIdCodec, EmptyCodec, QUICK),
  /**
   * Calculates everything in the model that can be calculated.
   *
   * `calculate_all`: one billed request, whatever it returns. It can take long: its default deadline is an hour.
   *
   * A call that is given up is billed all the same, and the server goes on calculating.
   */
  calculateAll: rpcRow(rfem.CalculateAllRequestCodec, rfem.OperationResultCodec, LONG),
  /**
   * Checks whether the model can be calculated.
   *
   * `plausibility_check`: one billed request, whatever it returns. It can take long: its default deadline is an hour.
   */
  plausibilityCheck: rpcRow(rfem.PlausibilityCheckRequestCodec, rfem.OperationResultCodec, LONG),
  /**
   * Lists the numbers of the objects of a type.
   *
   * `get_object_id_list`: one billed request, whatever it returns. Its default deadline is a minute.
   */
  getObjectIdList: rpcRow(rfem.GetObjectIdListRequestCodec, rfem.ObjectIdListCodec, QUICK),
  /**
   * Reads the main parameters of a model.
   *
   * `get_model_main_parameters`: one billed request, whatever it returns. Its default deadline is a minute.
   */
  getModelMainParameters: rpcRow(common.OptionalModelIdCodec, rfem.ModelMainParametersCodec, QUICK),
  /**
   * Generates the combinations of load cases of a model.
   *
   * `generate_combinations`: one billed request, whatever it returns. It can take long: its default deadline is an hour.
   *
   * **Dangerous:** replaces the combinations that were generated before.
   */
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
  // Over the rows themselves: a name for their keys would lose the comments on the way.
  [M in keyof typeof ROWS]: ReturnType<(typeof ROWS)[M]> extends {
    decodeRequest: (bytes: never) => infer Request;
    decodeResponse: (bytes: never) => infer Response;
  }
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

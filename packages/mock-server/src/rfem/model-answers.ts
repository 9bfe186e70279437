import type {
  Any,
  DeepPartial,
  ModelId,
  ObjectId,
  RfemObject,
  RpcMethod,
  RpcTable,
} from '@dlubal-kit/protos';
import { error, type Reply, type StatusReply, toReply } from '../handlers/reply.js';
import type { RfemFacts } from './rfem-facts.js';
import { deleteObject, findObject, type RfemModel, storeObject } from './rfem-models.js';

type Answer<M extends RpcMethod> = (
  request: RpcTable[M]['request'],
  rfem: RfemFacts,
) => DeepPartial<RpcTable[M]['response']> | StatusReply;

/**
 * The in-memory RFEM: an answer for each method of the table. Which error the real server gives in which case is
 * not documented; these are the ones that the words of gRPC call for [?].
 */
const MODEL_ANSWERS: { readonly [M in RpcMethod]: Answer<M> } = {
  getApplicationInfo: (_request, { info }) => info,
  closeApplication: (_request, { models }) => {
    models.closeAll();
    return {};
  },
  closeConnection: () => ({}),

  createModel: ({ name }, { models }) =>
    name === '' ? error('INVALID_ARGUMENT', 'A model needs a name.') : { guid: models.create(name).guid },
  openModel: ({ path }, { models }) => {
    if (path === '') return error('INVALID_ARGUMENT', 'A path is needed to open a model.');
    const known = models.withPath(path);
    if (known !== undefined) models.activate(known);
    return { guid: (known ?? models.create(fileName(path), path)).guid };
  },
  saveModel: ({ modelId, path }, rfem) =>
    withModel(rfem, modelId, (model) => {
      if (path !== undefined) model.path = path;
      return model.path === undefined
        ? error('INVALID_ARGUMENT', 'The model has no path yet: give one.')
        : {};
    }),
  closeModel: ({ modelId }, rfem) =>
    withModel(rfem, modelId, (model) => {
      rfem.models.close(model);
      return {};
    }),
  closeAllModels: (_request, { models }) => {
    models.closeAll();
    return {};
  },
  getActiveModel: (_request, rfem) => withModel(rfem, undefined, ({ guid }) => ({ guid })),
  setActiveModel: (request, rfem) =>
    withModel(rfem, request, (model) => {
      rfem.models.activate(model);
      return {};
    }),
  getModelList: (_request, { models }) => ({
    modelInfo: models.all().map(({ name, guid, path }) => ({ name, guid, path })),
  }),
  getModelMainParameters: ({ guid }, rfem) =>
    withModel(rfem, guid === undefined ? undefined : { guid }, (model) => ({
      modelId: model.guid,
      modelName: model.name,
      modelPath: model.path ?? '',
      ...model.parameters,
    })),

  getObjectImpl: (request, rfem) =>
    withObject(rfem, request, (_model, object) => ({ object, modelId: request.modelId })),
  getObjectListImpl: ({ objects }, rfem) =>
    eachObject(
      objects,
      (one) => withObject(rfem, one, (_model, object) => ({ object, modelId: one.modelId })),
      (found) => ({
        objects: found,
      }),
    ),
  createObjectImpl: (request, rfem) => createObject(request, rfem),
  createObjectListImpl: ({ objects }, rfem) =>
    eachObject(
      objects?.objects ?? [],
      (one) => createObject(one, rfem),
      (objectId) => ({ objectId }),
    ),
  updateObjectImpl: (request, rfem) => updateObject(request, rfem),
  updateObjectListImpl: ({ objects }, rfem) =>
    eachObject(
      objects,
      (one) => updateObject(one, rfem),
      () => ({}),
    ),
  deleteObjectImpl: (request, rfem) => removeObject(request, rfem),
  deleteObjectListImpl: ({ objects }, rfem) =>
    eachObject(
      objects,
      (one) => removeObject(one, rfem),
      () => ({}),
    ),
  deleteAllObjects: ({ guid }, rfem) =>
    withModel(rfem, guid === undefined ? undefined : { guid }, (model) => {
      model.objects.clear();
      return {};
    }),
  getObjectIdList: ({ objectType, modelId }, rfem) =>
    withModel(rfem, modelId, (model) => ({
      objectId: objectIds(model, rfem.objectTypes).filter(
        (id) => objectType === undefined || id.objectType === objectType,
      ),
    })),

  calculateAll: ({ modelId }, rfem) => withModel(rfem, modelId, () => ({ succeeded: true })),
  plausibilityCheck: ({ modelId }, rfem) => withModel(rfem, modelId, () => ({ succeeded: true })),
  generateCombinations: ({ guid }, rfem) =>
    withModel(rfem, guid === undefined ? undefined : { guid }, () => ({})),
};

/** What the in-memory RFEM answers. @param method its name in TypeScript. */
export function modelReply(method: string, request: unknown, rfem: RfemFacts): Reply {
  const answer = MODEL_ANSWERS[method as RpcMethod] as (request: unknown, rfem: RfemFacts) => unknown;
  return toReply(answer(request, rfem));
}

type Errors = StatusReply;
const isError = <T extends object>(answer: T | Errors): answer is Errors =>
  'kind' in answer && 'trailers' in answer;

function withModel<T extends object>(
  { models }: RfemFacts,
  wanted: DeepPartial<ModelId> | undefined,
  then: (model: RfemModel) => T | Errors,
): T | Errors {
  const guid = wanted?.guid ?? '';
  if (guid !== '') {
    const model = models.find(guid);
    return model === undefined
      ? error('NOT_FOUND', `There is no open model with the id ${guid}.`)
      : then(model);
  }
  if (models.active === undefined) {
    return error('FAILED_PRECONDITION', 'No model is active. Create or open one first.');
  }
  return then(models.active);
}

function withObject<T extends object>(
  rfem: RfemFacts,
  request: RfemObject,
  then: (model: RfemModel, object: Any) => T | Errors,
): T | Errors {
  return withModel(rfem, request.modelId, (model) => {
    if (request.object === undefined) return error('INVALID_ARGUMENT', 'The request holds no object.');
    const found = findObject(model, request.object);
    if (found !== undefined) return then(model, found.object);
    return error('NOT_FOUND', `The model has no such object of the type ${request.object.typeUrl}.`);
  });
}

/** Does the same with each object of a list; the first error ends it. */
function eachObject<T extends object, L extends object>(
  objects: readonly RfemObject[],
  act: (object: RfemObject) => T | Errors,
  all: (results: T[]) => L,
): L | Errors {
  const results: T[] = [];
  for (const object of objects) {
    const result = act(object);
    if (isError(result)) return result;
    results.push(result);
  }
  return all(results);
}

function createObject(request: RfemObject, rfem: RfemFacts): DeepPartial<ObjectId> | Errors {
  return withModel(rfem, request.modelId, (model) => {
    if (request.object === undefined) return error('INVALID_ARGUMENT', 'The request holds no object.');
    const { typeUrl } = request.object;
    if (findObject(model, request.object) !== undefined) {
      return error(
        'ALREADY_EXISTS',
        `The model already has an object of this number and of the type ${typeUrl}.`,
      );
    }
    return { no: storeObject(model, request.object).no, objectType: rfem.objectTypes.get(typeUrl) ?? 0 };
  });
}

function updateObject(request: RfemObject, rfem: RfemFacts): object | Errors {
  return withObject(rfem, request, (model) => {
    if (request.object !== undefined) storeObject(model, request.object);
    return {};
  });
}

function removeObject(request: RfemObject, rfem: RfemFacts): object | Errors {
  return withObject(rfem, request, (model, object) => {
    deleteObject(model, object);
    return {};
  });
}

function objectIds(model: RfemModel, types: ReadonlyMap<string, number>): ObjectId[] {
  return [...model.objects].flatMap(([typeUrl, ofType]) =>
    [...ofType.keys()].map((no) => ({ no, objectType: types.get(typeUrl) ?? 0 })),
  );
}

function fileName(path: string): string {
  return (path.split(/[\\/]/).at(-1) ?? path).replace(/\.[^.]*$/, '');
}

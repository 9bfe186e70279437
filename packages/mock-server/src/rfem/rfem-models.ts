import type { Any, ModelMainParameters } from '@dlubal-kit/protos';
import { objectNumber, withObjectNumber } from './object-number.js';

/** One model of the in-memory RFEM. */
export interface RfemModel {
  readonly guid: string;
  name: string;
  path: string | undefined;
  /** Objects by type (the `typeUrl` of their message), then by number. */
  readonly objects: Map<string, Map<number, Any>>;
  parameters: Partial<ModelMainParameters>;
}

/** The models of one session of the in-memory RFEM, and which of them is active. */
export class RfemModels {
  readonly #models: Map<string, RfemModel> = new Map();
  #active: RfemModel | undefined;
  #made = 0;

  /** Makes a model and activates it. */
  create(name: string, path?: string): RfemModel {
    this.#made += 1;
    // Counted, not random: what a test prints is the same on each run.
    const guid = `00000000-0000-4000-8000-${String(this.#made).padStart(12, '0')}`;
    const model: RfemModel = { guid, name, path, objects: new Map(), parameters: {} };
    this.#models.set(guid, model);
    this.#active = model;
    return model;
  }

  get active(): RfemModel | undefined {
    return this.#active;
  }

  find(guid: string): RfemModel | undefined {
    return this.#models.get(guid);
  }

  withPath(path: string): RfemModel | undefined {
    return this.all().find((model) => model.path === path);
  }

  all(): RfemModel[] {
    return [...this.#models.values()];
  }

  activate(model: RfemModel): void {
    this.#active = model;
  }

  /** Closes a model; of those left, the one opened last becomes active. */
  close(model: RfemModel): void {
    this.#models.delete(model.guid);
    if (this.#active === model) this.#active = this.all().at(-1);
  }

  closeAll(): void {
    this.#models.clear();
    this.#active = undefined;
  }
}

/** An object as a model holds it. */
export interface StoredObject {
  readonly no: number;
  readonly object: Any;
}

/** The object that a request names, if the model has it. */
export function findObject(model: RfemModel, wanted: Any): StoredObject | undefined {
  const no = objectNumber(wanted.value);
  const object = model.objects.get(wanted.typeUrl)?.get(no);
  return object === undefined ? undefined : { no, object };
}

/** Puts an object into the model; one without a number gets the next free one. */
export function storeObject(model: RfemModel, object: Any): StoredObject {
  const ofType = model.objects.get(object.typeUrl) ?? new Map<number, Any>();
  model.objects.set(object.typeUrl, ofType);
  const given = objectNumber(object.value);
  const no = given === 0 ? nextFree(ofType) : given;
  const stored =
    given === 0 ? { typeUrl: object.typeUrl, value: withObjectNumber(object.value, no) } : object;
  ofType.set(no, stored);
  return { no, object: stored };
}

export function deleteObject(model: RfemModel, object: Any): void {
  model.objects.get(object.typeUrl)?.delete(objectNumber(object.value));
}

function nextFree(ofType: ReadonlyMap<number, Any>): number {
  let no = ofType.size + 1;
  while (ofType.has(no)) no += 1;
  return no;
}

import { HandlerList } from '../handlers/handler-list.js';
import { DEFAULT_INFO, type RfemFacts } from '../handlers/model-answers.js';
import { RfemModels } from '../handlers/rfem-models.js';
import type { MockKey } from '../keys/mock-key.js';
import type { MockServerOptions } from './mock-server-options.js';

/** What belongs to one key: its handlers and its RFEM. */
export interface KeyScope {
  readonly handlers: HandlerList;
  readonly rfem: RfemFacts;
}

/** One scope a key, made when it is first asked for. */
export class KeyScopes {
  readonly #scopes: Map<MockKey, KeyScope> = new Map();
  readonly #facts: Omit<RfemFacts, 'models'>;

  constructor({ applicationInfo, objectTypes = {} }: MockServerOptions) {
    this.#facts = {
      info: Object.freeze({ ...DEFAULT_INFO, ...applicationInfo }),
      objectTypes: new Map(Object.entries(objectTypes)),
    };
  }

  of(key: MockKey): KeyScope {
    const known = this.#scopes.get(key);
    if (known !== undefined) return known;
    const scope = { handlers: new HandlerList(), rfem: { ...this.#facts, models: new RfemModels() } };
    this.#scopes.set(key, scope);
    return scope;
  }

  all(): [MockKey, KeyScope][] {
    return [...this.#scopes];
  }

  forget(key?: MockKey): void {
    if (key === undefined) this.#scopes.clear();
    else this.#scopes.delete(key);
  }
}

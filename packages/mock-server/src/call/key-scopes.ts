import type { MockServerOptions } from '../door/mock-server-options.js';
import { HandlerList } from '../handlers/handler-list.js';
import type { MockKey } from '../keys/mock-key.js';
import { DEFAULT_INFO, type RfemFacts } from '../rfem/model-answers.js';
import { RfemModels } from '../rfem/rfem-models.js';

/** What belongs to one key: its handlers and its RFEM. */
export interface KeyScope {
  readonly handlers: HandlerList;
  readonly rfem: RfemFacts;
}

type Described = Pick<MockServerOptions, 'applicationInfo' | 'objectTypes'>;

/** One scope a key, made when it is first asked for. */
export class KeyScopes {
  readonly #scopes: Map<MockKey, KeyScope> = new Map();
  #facts: Omit<RfemFacts, 'models'>;

  constructor(options: Described) {
    this.#facts = factsOf(options);
  }

  /** Describes the in-memory RFEM anew; its models stay. */
  describe(options: Described): void {
    this.#facts = factsOf(options);
    for (const [key, { handlers, rfem }] of this.#scopes) {
      this.#scopes.set(key, { handlers, rfem: { ...this.#facts, models: rfem.models } });
    }
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

function factsOf({ applicationInfo, objectTypes = {} }: Described): Omit<RfemFacts, 'models'> {
  return {
    info: Object.freeze({ ...DEFAULT_INFO, ...applicationInfo }),
    objectTypes: new Map(Object.entries(objectTypes)),
  };
}

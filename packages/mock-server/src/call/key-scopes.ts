import { HandlerList } from '../handlers/handler-list.js';
import type { MockKey } from '../keys/mock-key.js';
import { factsOf, type RfemDescription, type RfemFacts } from '../rfem/rfem-facts.js';
import { RfemModels } from '../rfem/rfem-models.js';

/** What belongs to one key: its handlers and its RFEM. */
export interface KeyScope {
  readonly handlers: HandlerList;
  readonly rfem: RfemFacts;
}

/** One scope per key, made when it is first asked for. */
export class KeyScopes {
  readonly #scopes: Map<MockKey, KeyScope> = new Map();
  #facts: Omit<RfemFacts, 'models'>;

  constructor(options: RfemDescription) {
    this.#facts = factsOf(options);
  }

  /** Describes the in-memory RFEM anew; its models stay. */
  describe(options: RfemDescription): void {
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

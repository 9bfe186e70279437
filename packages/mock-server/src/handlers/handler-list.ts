import { MisuseError } from '@dlubal-kit/auth-core';
import type { CallInfo, HandlerInfo, RpcHandler } from './rpc-handler.js';

interface Entry {
  readonly handler: RpcHandler;
  /** Calls that it answered, of all keys: they use up `once` and `times`. */
  used: number;
  /** The same by the label of the key: a sequence goes on for each key on its own. */
  readonly usedBy: Map<string, number>;
}

/** A handler that may answer a call. */
export interface Candidate {
  readonly handler: RpcHandler;
  /** Uses it for one call, and gives the number of calls of the same key before it; undefined when other calls have used it up since. */
  readonly take: () => number | undefined;
  /** It passed the call on. */
  readonly giveBack: () => void;
}

/** The handlers of a server or of one key, in the order in which they are asked: later ones first. */
export class HandlerList {
  #initial: readonly RpcHandler[];
  #entries: Entry[];

  constructor(initial: readonly RpcHandler[] = []) {
    this.#initial = initial;
    this.#entries = entriesOf(initial);
  }

  get empty(): boolean {
    return this.#entries.length === 0;
  }

  /** True when there is a handler for a path, used up or not. */
  has(path: string): boolean {
    return this.#entries.some(({ handler }) => handler.path === path);
  }

  /** Puts handlers before those that are there; of several, the first given is asked first. */
  use(handlers: readonly RpcHandler[]): void {
    checkHandlers(handlers);
    this.#entries = [...entriesOf(handlers), ...this.#entries];
  }

  /** Begins anew with other initial handlers. */
  begin(initial: readonly RpcHandler[]): void {
    this.#initial = initial;
    this.#entries = entriesOf(initial);
  }

  /** Goes back to the initial handlers, or to those given. */
  reset(next: readonly RpcHandler[]): void {
    checkHandlers(next);
    this.#entries = entriesOf(next.length > 0 ? next : this.#initial);
  }

  /** Lets handlers that have given all their answers answer again. */
  restore(): void {
    for (const entry of this.#entries) {
      entry.used = 0;
      entry.usedBy.clear();
    }
  }

  /** Forgets the calls of one key: sequences begin again for it, and what it used up answers again. */
  restoreFor(key: string): void {
    for (const entry of this.#entries) {
      entry.used -= entry.usedBy.get(key) ?? 0;
      entry.usedBy.delete(key);
    }
  }

  /** The handlers that may still answer a path, in order. @param key label of the key whose call it is. */
  candidates(path: string, key: string): Candidate[] {
    return this.#entries
      .filter(({ handler, used }) => handler.path === path && used < handler.times)
      .map((entry) => ({
        handler: entry.handler,
        take: () => {
          if (entry.used >= entry.handler.times) return undefined;
          return count(entry, key, 1);
        },
        giveBack: () => void count(entry, key, -1),
      }));
  }

  /** The handlers of a path, and why each did not answer. */
  explain({
    path,
    input,
    info,
  }: {
    readonly path: string;
    readonly input: unknown;
    readonly info: CallInfo;
  }): string[] {
    return this.#entries
      .filter(({ handler }) => handler.path === path)
      .map(({ handler, used }) => {
        const usedUp =
          used >= handler.times ? `used up after ${used} ${used === 1 ? 'call' : 'calls'}` : undefined;
        return `${handler.declaredAt} (${usedUp ?? handler.misfit?.(input, info) ?? 'it passed the call on'})`;
      });
  }

  list(key?: string): HandlerInfo[] {
    return this.#entries.map(({ handler, used }) => ({
      method: handler.path.slice(handler.path.lastIndexOf('/') + 1),
      path: handler.path,
      declaredAt: handler.declaredAt,
      used,
      remaining: Math.max(0, handler.times - used),
      ...(key === undefined ? {} : { key }),
    }));
  }
}

/** @throws {MisuseError} for something that `rpc` did not make. */
export function checkHandlers(handlers: readonly unknown[]): void {
  for (const thing of handlers) {
    const { path, respond } = (thing ?? {}) as Partial<RpcHandler>;
    if (typeof path === 'string' && typeof respond === 'function') continue;
    if (Array.isArray(thing)) {
      throw new MisuseError('use() got an array of handlers.', 'Spread it: server.use(...handlers).');
    }
    const what = typeof thing === 'function' ? 'a function' : `${thing === null ? 'null' : typeof thing}`;
    throw new MisuseError(
      `A handler must be made by rpc, got ${what}.`,
      'Call the factory: server.use(rpc.getModelList({ modelInfo: [] })).',
    );
  }
}

/** Counts a call of a key, or takes it back. @returns how many of that key there were before. */
function count(entry: Entry, key: string, calls: 1 | -1): number {
  const before = entry.usedBy.get(key) ?? 0;
  entry.used += calls;
  entry.usedBy.set(key, before + calls);
  return before;
}

function entriesOf(handlers: readonly RpcHandler[]): Entry[] {
  return handlers.map((handler) => ({ handler, used: 0, usedBy: new Map() }));
}

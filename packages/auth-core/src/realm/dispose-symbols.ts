/**
 * `Symbol.asyncDispose`, also in a `node:vm` context of Node.js 20 and 22, which has no such symbol (Jest, and Vitest's
 * `vmThreads` and `vmForks`). There it is the symbol that compiled `await using` looks for instead.
 */
export const asyncDispose: typeof Symbol.asyncDispose = known('asyncDispose');

/** As `asyncDispose`, for `using`. */
export const dispose: typeof Symbol.dispose = known('dispose');

function known<Name extends 'asyncDispose' | 'dispose'>(name: Name): SymbolConstructor[Name] {
  return Symbol[name] ?? Symbol.for(`Symbol.${name}`);
}

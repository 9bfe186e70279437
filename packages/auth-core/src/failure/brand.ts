/**
 * Gives an error class its name, and a mark by which `instanceof` knows its errors also where another copy of the class
 * made them: ESM and CommonJS in one process, or another realm, as Jest and Vitest's `vmThreads` have. `Symbol.for` is
 * the same in all of them. A subclass without a brand of its own is compared in the ordinary way.
 *
 * @example class AddressError extends DlubalError { static { brand(AddressError, 'AddressError'); } }
 */
export function brand(errorClass: abstract new (...given: never[]) => Error, name: string): void {
  const mark = Symbol.for(`@dlubal-kit/${name}`);
  Object.defineProperties(errorClass.prototype, {
    // On the prototype as with native errors, so that the stack begins with it and no log repeats it.
    name: { value: name, configurable: true, writable: true },
    [mark]: { value: true },
  });
  Object.defineProperties(errorClass, {
    // A bundler may have called it `_DlubalError`, and Node shows errors by the name of their class.
    name: { value: name, configurable: true },
    [Symbol.hasInstance]: {
      value(this: unknown, thing: unknown): boolean {
        return this === errorClass ? hasMark(thing, mark) : isPrototypeIn(thing, this);
      },
    },
  });
}

/** Whether the mark is on a thing or its prototypes. Never throws: proxies may. */
export function hasMark(thing: unknown, mark: symbol): boolean {
  try {
    return typeof thing === 'object' && thing !== null && mark in thing;
  } catch {
    return false;
  }
}

const isPrototypeIn = (thing: unknown, errorClass: unknown): boolean =>
  Function.prototype[Symbol.hasInstance].call(errorClass as () => void, thing);

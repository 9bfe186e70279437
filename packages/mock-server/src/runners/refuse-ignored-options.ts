import { MisuseError } from '@dlubal-kit/auth-core';

/** A `test` of a runner, as far as it can be extended. */
interface Extendable {
  extend?: (...fixtures: never[]) => unknown;
  scoped?: (...fixtures: never[]) => unknown;
}

/** Fixtures that others of this package ask for. */
const OPTIONS = ['mockServerOptions', 'denyEgress'];

/**
 * Before Vitest 4.1 a fixture that other fixtures ask for cannot be replaced: options given with `test.extend` would be
 * ignored, and the test would pass on a server that has other options. There it throws.
 *
 * @throws {MisuseError} later, from `extend` and `scoped`.
 */
export function refuseIgnoredOptions<Test extends object>(test: Test): Test {
  const extendable = test as Extendable;
  for (const name of ['extend', 'scoped'] as const) {
    const original = extendable[name];
    if (original === undefined) continue;
    extendable[name] = (...fixtures) => {
      refuse(fixtures[0]);
      const made = original.apply(test, fixtures);
      return typeof made === 'function' ? refuseIgnoredOptions(made) : made;
    };
  }
  return test;
}

function refuse(fixtures: unknown): void {
  const given = Object.keys(fixtures ?? {}).find((name) => OPTIONS.includes(name));
  if (given === undefined) return;
  throw new MisuseError(
    `This version of Vitest ignores ${given} in test.extend.`,
    'Use Vitest 4.1 or later, or startMockServer(options) in the test.',
  );
}

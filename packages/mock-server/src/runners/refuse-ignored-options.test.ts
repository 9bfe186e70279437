import { expect, test } from 'vitest';
import { refuseIgnoredOptions } from './refuse-ignored-options.js';

/** A `test` as Vitest 3 has it. */
function oldTest(fixtures: object = {}) {
  return Object.assign(() => fixtures, {
    extend: (more: object) => oldTest({ ...fixtures, ...more }),
    scoped: (_more: object): void => {},
  });
}

test.for([{ mockServerOptions: {} }, { own: 1, denyEgress: true }])(
  '%j throws, also from a test that was extended',
  (fixtures) => {
    const old = refuseIgnoredOptions(oldTest());
    for (const extend of [old.extend, old.scoped, old.extend({ own: 1 }).extend])
      expect(() => extend(fixtures)).toThrow('This version of Vitest ignores');
  },
);

test('other fixtures are taken as before', () => {
  const old = refuseIgnoredOptions(oldTest());
  expect(old.extend({ own: 1 })()).toEqual({ own: 1 });
  expect(old.scoped({ own: 1 })).toBeUndefined();
});

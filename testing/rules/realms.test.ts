import { expect, test } from 'vitest';
import { filesBelow, textOf } from './project-files.js';

/** Classes of our own that know each other across copies and realms, and a browser's, in the text of a page. */
const OWN = ['ConfigEditError', 'HTMLSelectElement'];

const sources = [...filesBelow('packages/mock-server/src')].filter(
  (path) => path.endsWith('.ts') && !path.endsWith('.test.ts'),
);

test('no instanceof in mock-server on what another realm can make', () => {
  const found = sources.flatMap((path) =>
    [...textOf(path).matchAll(/\binstanceof (\w+)/g)]
      .filter(([, name = '']) => !OWN.includes(name))
      .map(([text]) => `${path}: ${text}`),
  );
  expect(found).toEqual([]);
});

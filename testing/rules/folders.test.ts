import { expect, test } from 'vitest';
import { ENTRY_FILES, FLOOR_PLAN } from './floor-plan.js';
import { filesBelow } from './project-files.js';

const MOST_FILES = 12;

const sources = Object.keys(FLOOR_PLAN)
  .flatMap((folder) => filesBelow(`${folder}/src`))
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'));

/** Paths by what `key` gives for each. */
function grouped(key: (path: string) => string): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const path of sources) groups.set(key(path), [...(groups.get(key(path)) ?? []), path]);
  return groups;
}

test(`a folder has at most ${MOST_FILES} source files`, () => {
  const full = [...grouped((path) => path.slice(0, path.lastIndexOf('/')))].filter(
    ([, files]) => files.length > MOST_FILES,
  );
  expect(Object.fromEntries(full.map(([folder, files]) => [folder, files.length]))).toEqual({});
});

test('a base name is found once, entry files apart', () => {
  const twice = [...grouped((path) => path.slice(path.lastIndexOf('/') + 1))]
    .filter(([name]) => !ENTRY_FILES.includes(name))
    .filter(([, files]) => files.length > 1);
  expect(twice.map(([name]) => name)).toEqual([]);
});

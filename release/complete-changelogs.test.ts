import { expect, test } from 'vitest';
import { completeChangelog } from './complete-changelogs.mjs';

const NOTHING = 'Nothing changed in this package. It is released together with the others.';

test.each([
  ['a version with changes', '## 0.2.0\n\n### Minor Changes\n\n- New.\n', '- New.', undefined],
  ['an empty version', '## 0.2.0\n', NOTHING, undefined],
  ['a heading without changes', '## 0.2.0\n\n### Patch Changes\n\n', NOTHING, 'Patch Changes'],
  ['text without a list', '## 0.2.0\n\nWe moved.\n', 'We moved.', NOTHING],
])('%s', (_, text, has, hasNot) => {
  const completed = completeChangelog(`# @dlubal-kit/cli\n\n${text}`);
  expect(completed).toContain(`# @dlubal-kit/cli\n\n## 0.2.0\n`);
  expect(completed).toContain(has);
  if (hasNot !== undefined) expect(completed).not.toContain(hasNot);
});

test('each version is judged for itself, and twice is as once', () => {
  const text = '# p\n\n## 0.3.0\n\n## 0.2.0\n\n- New.\n\n## 0.1.0\n';
  const once = completeChangelog(text);
  expect(once.split(NOTHING)).toHaveLength(3);
  expect(completeChangelog(once)).toBe(once);
});

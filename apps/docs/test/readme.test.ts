import { EXIT_CODES } from '@dlubal-kit/auth-core';
import { textOf } from '@dlubal-kit/testing/rules/project-files';
import { expect, test } from 'vitest';

// What it says in blocks is run by snippets.test.ts.
test('the table of exit codes is the one of the code', () => {
  const readme = textOf('README.md');
  for (const [code, meaning] of Object.entries(EXIT_CODES))
    expect(readme).toContain(`| ${code} | ${meaning} |`);
});

import { readFileSync } from 'node:fs';
import { EXIT_CODES, KINDS } from '@dlubal-kit/auth-core';
import { expect, test } from 'vitest';
import { failuresPage } from '../failures-page.mjs';

test('failures/index.md is what the table of kinds gives', () => {
  const page = readFileSync(new URL('../failures/index.md', import.meta.url), 'utf8');
  expect(page, 'out of date: run "npm run generate -w @dlubal-kit/docs" after a build').toBe(
    failuresPage(KINDS, EXIT_CODES),
  );
});

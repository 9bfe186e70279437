import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type FailureKind, failureOf, KINDS } from '@dlubal-kit/auth-core';
import { expect, test } from 'vitest';
import { failureIndex, messageIndex } from '../site/failures/failure-index.js';
import { failurePageOf } from '../site/failures/failure-page.js';
import { knownMessages } from '../site/failures/known-messages.js';

// Written with `npm run generate -w @dlubal-kit/docs`.
const folder = fileURLToPath(new URL('../failures/', import.meta.url));
const kinds = Object.keys(KINDS) as FailureKind[];
const messages = knownMessages();

test.each(kinds)('the page of %s is what the tables give', async (kind) => {
  await expect(failurePageOf(kind, messages)).toMatchFileSnapshot(`${folder}${kind}.md`);
});

test('the list of kinds is what the tables give', async () => {
  await expect(failureIndex()).toMatchFileSnapshot(`${folder}index.md`);
});

test('the list of messages is what the vectors give', async () => {
  await expect(messageIndex(messages)).toMatchFileSnapshot(`${folder}messages.md`);
});

test('every page is of a kind, and the address of a failure is its page', () => {
  const pages = readdirSync(folder).map((name) => name.replace(/\.md$/, ''));
  expect(pages.filter((name) => !(name in KINDS))).toEqual(['index', 'messages']);
  expect(kinds.filter((kind) => !failureOf(kind).docs.endsWith(`/failures/${kind}`))).toEqual([]);
});

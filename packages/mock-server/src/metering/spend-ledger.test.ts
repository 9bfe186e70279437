import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { openLedger, takeSpend } from './spend-ledger.js';
import { SpendNotes } from './spend-notes.js';

const never = (): void => {};

test('what several servers note is one sum, and taken once', async () => {
  const env: NodeJS.ProcessEnv = {};
  const ledger = openLedger(env);
  expect(takeSpend(ledger)).toEqual({ requests: 0, anyServer: false });
  for (const notes of [[0], [0, 1, 1, -1]]) {
    const server = new SpendNotes(env, never);
    for (const requests of notes) server.add(requests);
    await server.write();
    await server.write();
  }
  expect(takeSpend(ledger)).toEqual({ requests: 1, anyServer: true });
  expect(takeSpend(ledger)).toEqual({ requests: 0, anyServer: false });
});

test('many requests in one turn are written once, after it', () => {
  const later: (() => void)[] = [];
  const notes = new SpendNotes({ DLUBAL_MOCK_LEDGER: '/nowhere/ledger' }, (work) => later.push(work));
  for (let at = 0; at < 100; at += 1) notes.add(1);
  expect(later).toHaveLength(1);
});

test('without a reporter, and after its end, nothing is written and nothing fails', async () => {
  const env: NodeJS.ProcessEnv = {};
  const notes = new SpendNotes(env, never);
  notes.add(1);
  await notes.write();
  rmSync(dirname(openLedger(env)), { recursive: true });
  notes.add(1);
  await notes.write();
});

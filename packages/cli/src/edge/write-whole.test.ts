import { mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { notOnWindows, onWindows } from '@dlubal-kit/testing/skip-on-windows';
import { expect, test } from 'vitest';
import { writeWhole } from './write-whole.js';

const folder = (): string => mkdtempSync(join(tmpdir(), 'dlubal-whole-'));

const planted = notOnWindows(
  'links that others planted are replaced, not followed',
  'links need a privilege',
);

test.skipIf(onWindows)(planted, async () => {
  const shared = folder();
  const victim = join(folder(), 'victim');
  writeFileSync(victim, 'theirs');
  const path = join(shared, 'port');
  symlinkSync(victim, path);
  // The name that could be foreseen until now.
  symlinkSync(victim, join(shared, `.port.${process.pid}.tmp`));
  await writeWhole(path, '41234\n');
  expect([readFileSync(victim, 'utf8'), readFileSync(path, 'utf8')]).toEqual(['theirs', '41234\n']);
  expect(readdirSync(shared).sort()).toEqual([`.port.${process.pid}.tmp`, 'port']);
});

test('what could not be put in place is removed, or kept where its path is known', async () => {
  const shared = folder();
  // A folder cannot be replaced by a file.
  const path = mkdtempSync(join(shared, 'taken-'));
  writeFileSync(join(path, 'x'), '');
  await expect(writeWhole(path, 'text')).rejects.toThrow();
  expect(readdirSync(shared)).toHaveLength(1);
  const error = await writeWhole(path, 'text', 'kept').catch((thrown: { leftover: string }) => thrown);
  expect(readFileSync((error as { leftover: string }).leftover, 'utf8')).toBe('text');
});

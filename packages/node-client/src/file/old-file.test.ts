import { readdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../test/temp-folder.js';
import { lookAtPath } from './look-at-file.js';
import { keepOldFile, type OldFile } from './old-file.js';

function fileIn(folder: string, text: string): string {
  const path = join(folder, 'config.ini');
  writeFileSync(path, text);
  return path;
}

function kept(path: string): OldFile {
  const old = keepOldFile(path, lookAtPath(path));
  if (typeof old === 'string') throw new Error(old);
  return old;
}

test('what was written into a file before it was replaced is found', () => {
  const path = fileIn(tempFolder(), 'seen\n');
  const seen = lookAtPath(path);
  const old = kept(path);
  writeFileSync(path, 'seen\ntheirs\n');
  writeFileSync(`${path}.new`, 'ours\n');
  // With a descriptor of ours on it, Windows would refuse this.
  renameSync(`${path}.new`, path);
  expect(old.stamp()).not.toMatchObject({ size: seen.kind === 'seen' ? seen.stamp.size : 0 });
  expect(old.look()).toMatchObject({ placed: false, content: { text: 'seen\ntheirs\n' } });
  old.release();
  expect(readdirSync(dirname(path))).toEqual(['config.ini']);
});

test('a file that is not the one seen is told apart', () => {
  const folder = tempFolder();
  const path = fileIn(folder, 'seen\n');
  const seen = lookAtPath(path);
  writeFileSync(join(folder, 'other.ini'), 'seen\n');
  renameSync(join(folder, 'other.ini'), path);
  expect(keepOldFile(path, seen)).toBe('changed');
  expect(keepOldFile(path, { kind: 'absent' })).toBe('changed');
  expect(keepOldFile(join(folder, 'gone.ini'), seen)).toBe('changed');
  expect(keepOldFile(join(folder, 'gone.ini'), { kind: 'absent' })).toBe('absent');
  expect(readdirSync(folder)).toEqual(['config.ini']);
});

import { existsSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onWindows } from '@dlubal-kit/testing/skip-on-windows';
import { tempHome } from '@dlubal-kit/testing/temp-home';
import { describe, expect, test } from 'vitest';
import { makeFolders } from './make-folders.js';

describe('folders are made', () => {
  test('with those above, for their owner alone, and again without a word', () => {
    using home = tempHome();
    const folder = join(home.path, 'a', 'b', 'c');
    makeFolders(folder);
    makeFolders(folder);
    expect(statSync(folder).isDirectory()).toBe(true);
    if (!onWindows) expect(statSync(join(home.path, 'a')).mode & 0o777).toBe(0o700);
  });
});

describe('folders cannot be made', () => {
  test('where a file is', () => {
    using home = tempHome();
    const file = join(home.path, 'file');
    writeFileSync(file, '');
    expect(() => makeFolders(file)).toThrow(/EEXIST/);
    expect(() => makeFolders(join(file, 'a'))).toThrow(/EEXIST|ENOTDIR/);
  });

  test.skipIf(onWindows)('where a link leads nowhere (links need a privilege on Windows)', () => {
    using home = tempHome();
    const link = join(home.path, 'link');
    symlinkSync(join(home.path, 'nowhere'), link);
    expect(() => makeFolders(join(link, 'a'))).toThrow(/EEXIST|ENOENT/);
  });

  test.skipIf(!existsSync('/proc/self'))('in /proc, where Node would try for ever', () => {
    expect(() => makeFolders('/proc/nope/a')).toThrow(/ENOENT|EACCES|EPERM/);
  });
});

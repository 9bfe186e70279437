import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onWindows } from '@dlubal-kit/testing/skip-on-windows';
import { describe, expect, test } from 'vitest';
import { tempFolder } from '../../../test/temp-folder.js';
import { type HeldLock, takeLock } from './lock-chain.js';
import { newRecord, recordText, thisProcess } from './lock-record.js';

/** Whether this process can tell that another one has ended. */
const knowsTheDead = onWindows || thisProcess().pids !== '';

/** A place for a lock, and two tries to take it there: the owner of the first is judged by the second. */
function place(): { folder: string; base: string; take: (watchedMs?: number) => HeldLock | undefined } {
  const folder = tempFolder();
  const base = join(folder, '.config.ini.lock');
  const path = join(folder, 'config.ini');
  const take = (watchedMs = 0): HeldLock | undefined => {
    const first = takeLock(base, path);
    if ('release' in first) return first;
    const second = takeLock(base, path, { owner: first.owner, watchedMs });
    return 'release' in second ? second : undefined;
  };
  return { folder, base, take };
}

/** A record of a process of this machine that ended. */
function deadRecord(): ReturnType<typeof newRecord> {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  return { ...newRecord(), pid, start: onWindows ? '' : '1' };
}

/** Puts a record where a lock of this system would have it. */
function plant(record: ReturnType<typeof newRecord>, at: string): void {
  if (onWindows) writeFileSync(at, recordText(record));
  else symlinkSync(recordText(record), at);
}

describe('the record of a lock', () => {
  test('one can have it, and nothing is left behind', () => {
    const { folder, take } = place();
    const lock = take();
    expect([lock, take()]).toMatchObject([{ place: expect.any(String) }, undefined]);
    lock?.release();
    const again = take();
    expect(again).toBeDefined();
    again?.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  test.skipIf(!knowsTheDead)('a dead owner is followed by one, who cleans up', () => {
    const { folder, base, take } = place();
    plant(deadRecord(), base);
    const lock = take();
    expect([lock, take()]).toMatchObject([{ place: expect.stringContaining('.next') }, undefined]);
    lock?.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  test.skipIf(!knowsTheDead)('an owner that died after a dead owner is followed too', () => {
    const { folder, base, take } = place();
    const [first, second] = [deadRecord(), deadRecord()];
    plant(first, base);
    plant(second, `${base}.${first.id}.next`);
    const lock = take();
    expect(lock?.place).toContain(second.id);
    lock?.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('what chains left that ended goes with the next lock', () => {
    const { folder, base, take } = place();
    plant(newRecord(), `${base}.0123456789abcdef.next`);
    writeFileSync(`${base}.notes`, 'not ours');
    take()?.release();
    expect(readdirSync(folder)).toEqual(['.config.ini.lock.notes']);
  });

  test('an owner whom nobody here can judge counts until it was silent for two minutes, and watched', () => {
    const { base, take } = place();
    // As a file: the age of a link cannot be set on every system.
    writeFileSync(base, recordText({ ...newRecord(), boot: 'another machine' }));
    expect(take()).toBeUndefined();
    const before = Date.now() / 1000 - 130;
    utimesSync(base, before, before);
    expect(take(6000)).toBeUndefined();
    const lock = take(8000);
    expect(lock).toBeDefined();
    lock?.release();
  });

  test('a file that says nothing counts for a second, as while it is written', () => {
    const { folder, base, take } = place();
    writeFileSync(base, '');
    expect(take()).toBeUndefined();
    const before = Date.now() / 1000 - 2;
    utimesSync(base, before, before);
    take()?.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a folder, a pipe or a planted link is reported at once and not followed', () => {
    const begun = performance.now();
    const inFolders: ((base: string, folder: string) => void)[] = [
      (base) => void spawnSync('mkfifo', [base]),
      (base, folder) => {
        writeFileSync(join(folder, 'victim'), 'text');
        symlinkSync(join(folder, 'victim'), base);
      },
      (base) => symlinkSync('/dev/zero', base),
    ];
    // Windows has no pipes in folders, and links take a privilege there.
    for (const put of [(base: string) => mkdirSync(base), ...(onWindows ? [] : inFolders)]) {
      const { folder, base, take } = place();
      put(base, folder);
      expect(take).toThrow(/something that is not a lock has the name of its lock file. Remove that file/);
      if (readdirSync(folder).includes('victim')) {
        expect(readFileSync(join(folder, 'victim'), 'utf8')).toBe('text');
      }
    }
    expect(performance.now() - begun).toBeLessThan(2000);
  });
});

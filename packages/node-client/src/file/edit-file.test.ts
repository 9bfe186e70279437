import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { editConfig } from '@dlubal-kit/auth-core';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { notOnWindows, onWindows, skipOnWindows } from '@dlubal-kit/testing/skip-on-windows';
import { expect, onTestFinished, test, vi } from 'vitest';
import { bundledScript } from '../../test/bundled-script.js';
import { mounted } from '../../test/mounts.js';
import { tempFolder } from '../../test/temp-folder.js';
import { loadKey } from '../load-key/load-key.js';
import { editFile, tryEditFile } from './edit-file.js';
import { lockPathOf } from './lock/file-lock.js';

const KEY = madeKey();
const TEXT = `# ours\n[api_keys]\nproject_1 = ${KEY}\n`;

function configIn(folder: string, text: string = TEXT): string {
  const path = join(folder, 'config.ini');
  writeFileSync(path, text, { mode: 0o600 });
  return path;
}

async function holdLock(path: string): Promise<() => Promise<void>> {
  const child = spawn(process.execPath, [await bundledScript('hold-lock.ts'), path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  await once(child.stdout, 'data');
  return async () => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
}

test('line ends and comments stay', async () => {
  const path = configIn(tempFolder(), TEXT.replaceAll('\n', '\r\n'));
  await editFile(path, (text) => editConfig(text, { set: { bridge: 'ak-1' } }));
  expect(readFileSync(path, 'utf8')).toBe(`# ours\r\n[api_keys]\r\nproject_1 = ${KEY}\r\nbridge = ak-1\r\n`);
});

test.skipIf(process.getuid?.() !== 0)(
  notOnWindows('the owner stays when root edits', 'no owners by number'),
  async () => {
    const path = configIn(tempFolder());
    chownSync(path, 65534, 65534);
    await editFile(path, (text) => `${text}\n`);
    expect(statSync(path)).toMatchObject({ uid: 65534, gid: 65534 });
  },
);

test('what a killed process left goes with the next write', async () => {
  const path = configIn(tempFolder());
  writeFileSync(join(dirname(path), '.config.ini.0123456789ab.tmp'), 'half');
  writeFileSync(lockPathOf(path), '');
  await editFile(path, (text) => `${text}\n`);
  expect(readdirSync(dirname(path))).toEqual(['config.ini']);
});

test('a held lock is waited for, then told, and a dead holder never counts', async () => {
  const path = configIn(tempFolder());
  const kill = await holdLock(path);
  const error = await editFile(path, () => 'new\n', 300).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    reason: 'locked',
    message: expect.stringContaining('another process holds its lock'),
  });
  expect(readFileSync(path, 'utf8')).toBe(TEXT);
  await kill();
  await editFile(path, () => 'new\n', 300);
  expect(readFileSync(path, 'utf8')).toBe('new\n');
});

test.each([-86_400_000, 86_400_000])('a clock that jumps by %d ms breaks no lock', async (jump) => {
  const path = configIn(tempFolder());
  await holdLock(path);
  const real = Date.now;
  const clock = vi.spyOn(Date, 'now').mockImplementation(() => real() + jump);
  onTestFinished(() => clock.mockRestore());
  await expect(editFile(path, () => 'new\n', 200)).rejects.toMatchObject({ reason: 'locked' });
  expect(readFileSync(path, 'utf8')).toBe(TEXT);
});

test('a file that changes between look and write is edited as it is now', async () => {
  const path = configIn(tempFolder());
  let rounds = 0;
  await editFile(path, (text) => {
    rounds += 1;
    if (rounds === 1) writeFileSync(path, `${text}theirs = ak-2\n`);
    return `${text}ours = ak-3\n`;
  });
  expect(readFileSync(path, 'utf8')).toBe(`${TEXT}theirs = ak-2\nours = ak-3\n`);
});

test('a file that appears or vanishes between look and write is noticed', async () => {
  const folder = tempFolder();
  const path = join(folder, 'config.ini');
  let appeared = false;
  await editFile(path, (text) => {
    if (!appeared) writeFileSync(path, TEXT);
    appeared = true;
    return `${text}ours = ak-3\n`;
  });
  expect(readFileSync(path, 'utf8')).toBe(`${TEXT}ours = ak-3\n`);
  let vanished = false;
  await editFile(path, (text) => {
    if (!vanished) renameSync(path, join(folder, 'moved.ini'));
    vanished = true;
    return `${text}again = ak-4\n`;
  });
  expect(readFileSync(path, 'utf8')).toBe('again = ak-4\n');
});

test('a rewrite in place that the rename cuts off is put back and edited', async () => {
  const path = configIn(tempFolder());
  const real = performance.now.bind(performance);
  let began = false;
  // The clock is asked right before the rename, when the new text lies ready: there the writer empties the file.
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => {
    if (!began && readdirSync(dirname(path)).some((name) => name.endsWith('.tmp'))) {
      began = true;
      const fd = openSync(path, 'w');
      setTimeout(() => {
        writeSync(fd, `${TEXT}theirs = ak-2\n`);
        closeSync(fd);
      }, 200);
    }
    return real();
  });
  onTestFinished(() => clock.mockRestore());
  await editFile(path, (text) => `${text}ours = ak-3\n`);
  expect(readFileSync(path, 'utf8')).toBe(`${TEXT}theirs = ak-2\nours = ak-3\n`);
  expect(readdirSync(dirname(path))).toEqual(['config.ini']);
});

test.runIf(onWindows)('a reader that has the file open is waited for, then reported', async () => {
  const path = configIn(tempFolder());
  const first = openSync(path, 'r');
  setTimeout(() => closeSync(first), 300);
  await editFile(path, (text) => `${text}ours = ak-3\n`);
  expect(readFileSync(path, 'utf8')).toBe(`${TEXT}ours = ak-3\n`);

  const second = openSync(path, 'r');
  const error = await editFile(path, () => 'new\n').catch((thrown: unknown) => thrown);
  closeSync(second);
  expect(error).toMatchObject({
    reason: 'in-use',
    message: expect.stringContaining('cannot be changed: another program has it open. Close the file'),
  });
  expect(readFileSync(path, 'utf8')).toBe(`${TEXT}ours = ak-3\n`);
  expect(readdirSync(dirname(path))).toEqual(['config.ini']);
});

test.runIf(onWindows)('a read-only attribute is reported at once, and nothing changes', async () => {
  const path = configIn(tempFolder());
  chmodSync(path, 0o444);
  const error = await editFile(path, () => 'new\n').catch((thrown: unknown) => thrown);
  chmodSync(path, 0o666);
  expect(error).toMatchObject({ reason: 'read-only-file', message: expect.stringContaining('attrib -R') });
  expect(readFileSync(path, 'utf8')).toBe(TEXT);
  expect(readdirSync(dirname(path))).toEqual(['config.ini']);
});

test('a writer that never stops is told instead of overwritten', async () => {
  const path = configIn(tempFolder());
  let round = 0;
  const edit = editFile(path, (text) => {
    round += 1;
    writeFileSync(path, `${TEXT}round = ${round}\n`);
    return `${text}ours = ak-3\n`;
  });
  await expect(edit).rejects.toMatchObject({ reason: 'changing' });
  expect(readFileSync(path, 'utf8')).toBe(`${TEXT}round = ${round}\n`);
});

test('a full disk loses nothing and says so', async (context) => {
  const folder = mounted(context, ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs']);
  const path = configIn(folder, `${TEXT}${'# a long comment\n'.repeat(1500)}`);
  const before = readFileSync(path);
  const error = await editFile(path, (text) => `${text}${'# more\n'.repeat(3000)}`).catch(
    (thrown: unknown) => thrown,
  );
  expect(error).toMatchObject({
    reason: 'disk-full',
    message: expect.stringContaining('Make room and try again'),
  });
  expect(readFileSync(path).equals(before)).toBe(true);
  expect(readdirSync(folder)).toEqual(['config.ini']);
  expectNoKey(KEY, error);
});

test('a read-only file system still gives keys, with one warning', async (context) => {
  const folder = tempFolder();
  const path = configIn(folder, `${TEXT}default = ak-other\n`);
  mounted(context, ['--bind', '-o', 'ro', folder], folder);
  await expect(editFile(path, () => 'new\n')).rejects.toMatchObject({ reason: 'read-only' });
  const places = { config: path, env: {}, cwd: folder, home: folder, apiKeyName: 'project_1' };
  const loaded = await loadKey(places);
  expect(loaded.key.reveal()).toBe(KEY);
  expect(loaded.warnings).toHaveLength(1);
  expect(loaded.warnings[0]).toMatch(/read-only.*DLUBAL_REMEMBER_LAST_USED=0/);
  expectNoKey(KEY, loaded.warnings);
});

test('a file that is mounted by itself is found out before and after, with the cure', async (context) => {
  const [folder, other] = [tempFolder(), tempFolder()];
  const path = configIn(folder);
  mounted(context, ['--bind', configIn(other)], path);
  const attempts = [tryEditFile(path, () => 'new\n'), editFile(path, () => 'new\n')];
  for (const attempt of attempts) {
    const error = await attempt.catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      reason: 'mount-point',
      message: expect.stringContaining('Mount its folder instead of the file'),
    });
    expectNoKey(KEY, error);
  }
  expect(readFileSync(path, 'utf8')).toBe(TEXT);
  expect(readdirSync(folder)).toEqual(['config.ini']);
});

test('what would stop an edit is found out without making it', async (context) => {
  const full = mounted(context, ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs']);
  const readOnly = tempFolder();
  const path = configIn(readOnly);
  mounted(context, ['--bind', '-o', 'ro', readOnly], readOnly);
  const reason = (file: string, text: string): Promise<unknown> =>
    tryEditFile(file, () => text).then(
      () => 'none',
      (error: { reason: string }) => error.reason,
    );
  expect(await reason(configIn(full), 'x'.repeat(100_000))).toBe('disk-full');
  expect(await reason(path, 'new\n')).toBe('read-only');
  expect(await reason(configIn(tempFolder()), 'new\n')).toBe('none');
  expect(readdirSync(full)).toEqual(['config.ini']);
});

test('only our own leftovers go', async () => {
  const path = configIn(tempFolder());
  const folder = dirname(path);
  const theirs = [
    '.config.ini.swp.tmp',
    // Windows does not tell upper and lower case apart.
    onWindows ? '.config.ini.0123456789a.tmp' : '.config.ini.0123456789AB.tmp',
    '.config.ini..tmp',
    '.config.ini.bak',
  ];
  for (const name of theirs) writeFileSync(join(folder, name), 'theirs');
  mkdirSync(join(folder, '.config.ini.fedcba987654.tmp'));
  await editFile(path, (text) => `${text}\n`);
  expect(readdirSync(folder).sort()).toEqual(
    [...theirs, '.config.ini.fedcba987654.tmp', 'config.ini'].sort(),
  );
});

const rootMakes = notOnWindows('folders that root makes in a home belong to its user', 'no owners by number');

test.skipIf(process.getuid?.() !== 0)(rootMakes, async () => {
  const home = tempFolder();
  chownSync(home, 65534, 65534);
  const path = join(home, '.config', 'Dlubal', 'api', 'config.ini');
  await editFile(path, () => 'new\n');
  const made = ['.config', '.config/Dlubal', '.config/Dlubal/api', '.config/Dlubal/api/config.ini'];
  expect(made.map((name) => statSync(join(home, name)).uid)).toEqual(made.map(() => 65534));
  expect(statSync(join(home, '.config')).mode & 0o777).toBe(0o700);
});

test.skipIf(process.getuid?.() !== 0)(
  notOnWindows('a folder that cannot be written is reported, and nothing changes', 'no file modes'),
  async () => {
    const folder = tempFolder();
    const path = configIn(folder);
    chmodSync(folder, 0o755);
    chmodSync(path, 0o644);
    process.seteuid?.(65534);
    const error = await editFile(path, () => 'new\n')
      .catch((thrown: unknown) => thrown)
      .finally(() => process.seteuid?.(0));
    expect(error).toMatchObject({ reason: 'no-write-permission' });
    expect(readFileSync(path, 'utf8')).toBe(TEXT);
  },
);

test('a dangling link is not written through', async (context) => {
  skipOnWindows(context, 'links need a privilege');
  const path = join(tempFolder(), 'config.ini');
  symlinkSync(join(tempFolder(), 'gone.ini'), path);
  await expect(editFile(path, () => 'new\n')).rejects.toMatchObject({ reason: 'dangling-link' });
  expect(existsSync(path)).toBe(false);
  unlinkSync(path);
});

import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  constants,
  mkdirSync,
  openSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { notOnWindows, onWindows, skipOnWindows } from '@dlubal-kit/testing/skip-on-windows';
import { expect, test } from 'vitest';
import { tempFolder } from '../../test/temp-folder.js';
import { ConfigFileError } from './config-file-error.js';
import { lookAtPath, textOf } from './look-at-file.js';

const KEY = madeKey();
const TEXT = `[api_keys]\nproject_1 = ${KEY}\n`;
const inBytes = (...parts: readonly (string | readonly number[])[]): Buffer =>
  Buffer.concat(parts.map((part) => Buffer.from(part as string)));

/** What is at the path, and what reading it says. */
const ROWS: readonly {
  title: string;
  make: (path: string) => void;
  reason: string;
  says: RegExp;
  posix?: string;
}[] = [
  {
    title: 'a folder',
    make: (path) => mkdirSync(path),
    reason: 'folder',
    says: /it is a folder\. Name the file/,
  },
  {
    title: 'a pipe',
    make: (path) => spawnSync('mkfifo', [path]),
    reason: 'not-a-file',
    says: /it is a pipe/,
    posix: 'no pipes in folders',
  },
  {
    title: 'a dangling link',
    make: (path) => symlinkSync(`${path}.gone`, path),
    reason: 'dangling-link',
    says: /link to a file that is not there/,
    posix: 'links need a privilege',
  },
  {
    title: 'a link to itself',
    make: (path) => symlinkSync(path, path),
    reason: 'link-loop',
    says: /form a loop/,
    posix: 'links need a privilege',
  },
  {
    title: '100 MB',
    make: (path) => {
      writeFileSync(path, '');
      truncateSync(path, 100_000_000);
    },
    reason: 'too-large',
    says: /larger than 64 MiB/,
  },
  {
    title: 'UTF-16 with a mark',
    make: (path) => writeFileSync(path, inBytes([0xff, 0xfe], Buffer.from(TEXT, 'utf16le') as never)),
    reason: 'utf-16',
    says: /Save it as UTF-8/,
  },
  {
    title: 'UTF-16 without a mark',
    make: (path) => writeFileSync(path, TEXT, 'utf16le'),
    reason: 'utf-16',
    says: /it is UTF-16/,
  },
  {
    title: 'a byte order mark',
    make: (path) => writeFileSync(path, `\ufeff${TEXT}`),
    reason: 'byte-order-mark',
    says: /Python client refuses too\. Save it as UTF-8 without/,
  },
  {
    title: 'a NUL byte',
    make: (path) => writeFileSync(path, `${TEXT}a = b\0c\n`),
    reason: 'nul',
    says: /NUL byte.*\(line 3\)/,
  },
  {
    title: 'Latin-1',
    make: (path) => writeFileSync(path, inBytes(TEXT, 'b = ', [0xfc], '\n')),
    reason: 'not-utf-8',
    says: /not UTF-8 \(line 3\)/,
  },
];

test.for(ROWS)(
  '$title is refused with path, reason and way out',
  ({ make, reason, says, posix }, context) => {
    if (posix !== undefined) skipOnWindows(context, posix);
    const path = join(tempFolder(), 'config.ini');
    make(path);
    const error = errorOf(() => textOf(path, lookAtPath(path)));
    expect(error.reason).toBe(reason);
    expect(error.message).toMatch(says);
    expect(error.message).toContain(path);
    expect(error.failure).toMatchObject({ kind: 'config-unreadable', exitCode: 8 });
    expectNoKey(KEY, error);
  },
);

test('a path that goes through a file says so', () => {
  const path = join(tempFolder(), 'config.ini');
  writeFileSync(path, TEXT);
  expect(errorOf(() => lookAtPath(join(path, 'config.ini'))).message).toMatch(/a part of the path is a file/);
});

/** CreateFile's share mode 0, a flag that libuv passes on and Node has no name for. */
const O_EXLOCK = 0x1000_0000;

test.runIf(onWindows)('a file that a program lets nobody else read says so', () => {
  const path = join(tempFolder(), 'config.ini');
  writeFileSync(path, TEXT);
  const taken = openSync(path, constants.O_RDONLY | O_EXLOCK);
  const error = errorOf(() => lookAtPath(path));
  closeSync(taken);
  expect(error).toMatchObject({ reason: 'open-exclusively' });
  expect(error.message).toMatch(/lets nobody else read it\. Close the file/);
});

test('a file or folder that is not there is no error', () => {
  expect(lookAtPath(join(tempFolder(), 'no', 'config.ini'))).toEqual({ kind: 'absent' });
});

test.skipIf(process.getuid?.() !== 0)(
  notOnWindows('a file of another user says who cannot read it', 'no owners by number'),
  () => {
    const folder = tempFolder();
    const path = join(folder, 'config.ini');
    writeFileSync(path, TEXT, { mode: 0o600 });
    chmodSync(folder, 0o755);
    // Root reads everything, so the look is taken as the user that owns nothing.
    process.seteuid?.(65534);
    try {
      expect(errorOf(() => lookAtPath(path))).toMatchObject({ reason: 'no-permission' });
    } finally {
      process.seteuid?.(0);
    }
  },
);

function errorOf(work: () => unknown): ConfigFileError {
  try {
    work();
  } catch (error) {
    if (error instanceof ConfigFileError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { notOnWindows, onWindows, skipOnWindows } from '@dlubal-kit/testing/skip-on-windows';
import { type TempHome, tempHome } from '@dlubal-kit/testing/temp-home';
import { expect, test } from 'vitest';
import { type CliRun, type RunCliOptions, runCli } from './run-cli.js';

const [OLD, NEW] = [madeKey(), madeKey()];
const FILE = `[api_keys]\nproject_1 = ${OLD}\ndefault = ${OLD}\n`;

/** Every command that writes, with what it needs to get as far as the disk. */
const WRITERS: readonly (readonly string[])[] = [
  ['keys', 'add', 'project_2', '--stdin'],
  ['keys', 'add', 'project_1', '--stdin', '--force', '--yes'],
  ['keys', 'rename', 'project_1', 'bridge'],
  ['keys', 'remove', 'project_1', '--yes'],
  ['keys', 'rotate', 'project_1', '--stdin', '--offline'],
];

async function run(home: TempHome, argv: readonly string[], options: RunCliOptions = {}): Promise<CliRun> {
  const done = await runCli(argv, { home: home.path, input: NEW, ...options });
  expectNoKey(OLD, done);
  expectNoKey(NEW, done);
  return done;
}

const SPOILT: readonly (readonly [string, string | Buffer, RegExp])[] = [
  ['a line without a delimiter', `[api_keys]\n${OLD}\n`, /config\.ini, line 2: /],
  ['a name that appears twice', `[api_keys]\na = ${OLD}\nA = ${NEW}\n`, /config\.ini, line 3: /],
  ['no section', `a = ${OLD}\n`, /config\.ini, line 1: /],
  ['a byte order mark', `\ufeff${FILE}`, /begins with a byte order mark.*Save it as UTF-8/],
  ['UTF-16', Buffer.from(`\ufeff${FILE}`, 'utf16le'), /it is UTF-16\. Save it as UTF-8/],
  ['a NUL', `${FILE}\0`, /it holds a NUL byte.*\(line 4\)/],
  [
    'bytes that are not UTF-8',
    Buffer.concat([Buffer.from(FILE), Buffer.from([0xff])]),
    /it is not UTF-8 \(line 4\)/,
  ],
];

test.each(SPOILT)('a file with %s is named, and never rewritten', async (_title, content, says) => {
  using home = tempHome();
  const path = home.write('.config/Dlubal/api/config.ini', content);
  const before = readFileSync(path);
  for (const argv of [...WRITERS, ['keys', 'use', 'project_1'], ['keys', 'import', 'other.ini']]) {
    home.write('other.ini', FILE);
    const done = await run(home, argv);
    expect([argv, done.code]).toEqual([argv, 8]);
    expect(done.err).toMatch(says);
    expect(done.err).toContain(path);
    expect(readFileSync(path).equals(before)).toBe(true);
  }
});

test('a folder instead of the file is named and stays', async () => {
  using home = tempHome();
  mkdirSync(home.configPath, { recursive: true });
  for (const argv of WRITERS) {
    expect(await run(home, argv)).toMatchObject({ code: 8, err: expect.stringMatching(/it is a folder/) });
  }
  expect(readdirSync(dirname(home.configPath))).toEqual(['config.ini']);
});

test('a dangling link instead of the file is named and stays', async (context) => {
  skipOnWindows(context, 'links need a privilege');
  using home = tempHome();
  mkdirSync(dirname(home.configPath), { recursive: true });
  symlinkSync('/nowhere-at-all/config.ini', home.configPath);
  for (const argv of WRITERS) {
    expect(await run(home, argv)).toMatchObject({
      code: 8,
      err: expect.stringMatching(/link to a file that is not/),
    });
  }
  expect(readdirSync(dirname(home.configPath))).toEqual(['config.ini']);
});

/** A file system of 64 KiB, gone with the block; undefined where this user cannot mount. */
function smallDisk(): ({ path: string } & Disposable) | undefined {
  const path = mkdtempSync(join(tmpdir(), 'dlubal-disk-'));
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', path]).status !== 0) {
    rmSync(path, { recursive: true });
    return undefined;
  }
  return {
    path,
    [Symbol.dispose]: () => {
      spawnSync('umount', [path]);
      rmSync(path, { recursive: true, force: true });
    },
  };
}

const canMount = (() => {
  const disk = smallDisk();
  disk?.[Symbol.dispose]();
  return disk !== undefined;
})();

test.skipIf(!canMount)(
  `a full disk is reported, and the file before is the file after${canMount ? '' : ' (skipped: no right to mount)'}`,
  async () => {
    using home = tempHome();
    using disk = smallDisk();
    const path = join(disk?.path ?? '', 'config.ini');
    writeFileSync(path, FILE);
    fill(join(disk?.path ?? '', 'ballast'));
    for (const argv of WRITERS) {
      const done = await run(home, [...argv, '--config', path]);
      expect([argv, done.code]).toEqual([argv, 8]);
      expect(done.err).toContain(
        `${path} cannot be changed: the disk is full or the quota used up. Make room`,
      );
      expect(readFileSync(path, 'utf8')).toBe(FILE);
    }
    expect(readdirSync(dirname(path)).sort()).toEqual(['ballast', 'config.ini']);
  },
);

function fill(path: string): void {
  for (let size = 4096; ; size = 1) {
    try {
      for (;;) writeFileSync(path, 'x'.repeat(size), { flag: 'a' });
    } catch {
      if (size === 1) return;
    }
  }
}

const asRoot = process.geteuid?.() === 0;

test.skipIf(onWindows)(
  notOnWindows('a folder that cannot be written is reported, and nothing is left there', 'no file modes'),
  async () => {
    using home = tempHome();
    home.writeConfig(FILE);
    chmodSync(home.path, 0o755);
    for (const folder of ['.config', '.config/Dlubal', '.config/Dlubal/api'])
      chmodSync(join(home.path, folder), 0o555);
    chmodSync(home.configPath, 0o644);
    // Permissions do not bind root: it becomes another user for the time of the commands.
    if (asRoot) process.seteuid?.(65_534);
    try {
      for (const argv of WRITERS) {
        const done = await run(home, argv);
        expect([argv, done.code]).toEqual([argv, 8]);
        expect(done.err).toMatch(/cannot be changed: this user .* write in its folder\. Give the user/);
      }
    } finally {
      if (asRoot) process.seteuid?.(0);
      chmodSync(dirname(home.configPath), 0o755);
    }
    expect(home.readConfig()).toBe(FILE);
    expect(readdirSync(dirname(home.configPath))).toEqual(['config.ini']);
  },
);

test('a file that vanishes while a person is asked is not made again', async () => {
  using home = tempHome();
  const vanish = (answer: string) => () => {
    unlinkSync(home.configPath);
    return answer;
  };
  for (const [argv, answer] of [
    [['keys', 'remove', 'project_1'], 'y'],
    [['keys', 'rotate', 'project_1', '--offline'], NEW],
  ] as const) {
    home.writeConfig(FILE);
    const done = await run(home, argv, { answers: [vanish(answer)] });
    expect([argv, done.code]).toEqual([argv, 3]);
    expect(done.err).toContain('config.ini has no key named project_1. Store a key');
    expect(existsSync(home.configPath)).toBe(false);
  }
});

test('a name that appears while a person is asked is not overwritten', async () => {
  using home = tempHome();
  const appear = () => {
    home.writeConfig(FILE);
    return NEW;
  };
  const done = await run(home, ['keys', 'add', 'project_1'], { answers: [appear] });
  expect(done).toMatchObject({
    code: 2,
    err: expect.stringContaining('there is a key named project_1 already'),
  });
  expect(home.readConfig()).toBe(FILE);
});

test.runIf(existsSync('/proc/self/ns/pid'))(
  notOnWindows(
    'a lock that a killed process left does not block, and is removed',
    'lock-chain.test.ts has the same there',
  ),
  async () => {
    using home = tempHome();
    home.writeConfig(FILE);
    const folder = dirname(home.configPath);
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const record = [
      '0123456789abcdef',
      dead,
      1,
      boot,
      readlinkSync('/proc/self/ns/pid'),
      encodeURIComponent(hostname()),
    ];
    symlinkSync(['dlubal-kit-lock-1', ...record].join('|'), join(folder, '.config.ini.lock'));
    expect((await run(home, ['keys', 'add', 'project_2', '--stdin'])).code).toBe(0);
    expect(home.readConfig()).toBe(`${FILE}project_2 = ${NEW}\n`);
    expect(readdirSync(folder)).toEqual(['config.ini']);
  },
);

test('a value that another refers to stays, and the message says why', async () => {
  using home = tempHome();
  const text = `[api_keys]\na = ${OLD}\nb = %(a)s\n`;
  home.writeConfig(text);
  for (const argv of [
    ['keys', 'remove', 'a', '--yes'],
    ['keys', 'rename', 'a', 'c'],
  ]) {
    const done = await run(home, argv);
    expect(done).toMatchObject({ code: 2, err: expect.stringContaining('refers to one that would go') });
    expect(home.readConfig()).toBe(text);
  }
});

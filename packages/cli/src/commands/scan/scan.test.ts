import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { onWindows, skipOnWindows } from '@dlubal-kit/testing/skip-on-windows';
import { type TempHome, tempHome } from '@dlubal-kit/testing/temp-home';
import { describe, expect, test } from 'vitest';
import { runCli } from '../../../test/run-cli.js';
import {
  GIT_ENV,
  git,
  KEY,
  MARK,
  OTHER,
  OTHER_MARK,
  type ScanAnswer,
  scanIn,
} from '../../../test/scan-run.js';

const scanned = (home: TempHome, ...args: string[]): Promise<ScanAnswer> => scanIn(home, args);

const notebook = (): string =>
  JSON.stringify({
    cells: [
      { cell_type: 'markdown', source: ['# Bridge\n'] },
      { cell_type: 'code', source: ['import x\n', `key = "${KEY}"\n`], outputs: [] },
      {
        cell_type: 'code',
        source: 'print(key)',
        outputs: [{ text: [`${OTHER}\n`] }],
        metadata: { note: KEY },
      },
    ],
    metadata: {},
    nbformat: 4,
  });

describe('scan of files', () => {
  test('finds keys with their lines, and says what to do', async () => {
    using home = tempHome();
    home.writeConfig(`[api_keys]\nproject_1 = ${KEY}\n`);
    home.write('w/model.py', `import x\n\nkey = "${KEY}"\n`);
    home.write('w/.env', `DLUBAL_API_KEY=${KEY}\nOTHER=${OTHER}\n`);
    home.write('w/clean.txt', 'nothing here');
    const { code, out, err } = await runCli(['scan', 'w'], { home: home.path });
    expect(out).toContain(`w/.env:1  key ${MARK} (project_1)`);
    expect(out).toContain(`w/.env:2  key ${OTHER_MARK}\n`);
    expect(out).toContain(`w/model.py:3  key ${MARK} (project_1)`);
    expect(out).toContain('2 keys in 3 places: 3 files');
    expect(out).toContain('keys rotate');
    expect(code).toBe(10);
    expectNoKey(KEY, out, err);
    expectNoKey(OTHER, out, err);
  });

  test('a tree without a key ends with 0', async () => {
    using home = tempHome();
    home.write('w/a.txt', `ak-47 ${KEY.slice(0, -1)}`);
    const { code, out } = await runCli(['scan', 'w'], { home: home.path });
    expect([code, out]).toEqual([0, expect.stringContaining('No key found: 1 file')]);
  });

  test('tells cells, outputs and metadata of a notebook', async () => {
    using home = tempHome();
    home.write('w/demo.ipynb', notebook());
    const { findings } = await scanned(home, 'w');
    expect(findings.map(({ part, line }) => [part, line])).toEqual([
      ['cell 2', 2],
      ['cell 3, output', undefined],
      ['cell 3, metadata', undefined],
    ]);
  });

  test('a notebook that is not JSON is read as text', async () => {
    using home = tempHome();
    home.write('w/broken.ipynb', `{"cells": [\n"${KEY}"`);
    expect((await scanned(home, 'w')).findings).toEqual([
      { fingerprint: MARK, path: 'w/broken.ipynb', line: 2 },
    ]);
  });

  test.each<[string, string | Buffer]>([
    ['in capitals', KEY.toUpperCase()],
    ['percent-encoded', `http://x/?k=${KEY.replace('-', '%2D')}`],
    ['in base64 of a header', `Basic ${Buffer.from(`me:${KEY}`).toString('base64')}`],
    ['in UTF-16 with a mark', Buffer.from(`\ufeffkey=${KEY}`, 'utf16le')],
    ['in UTF-16 of the other byte order', Buffer.from(`\ufeffkey=${KEY}`, 'utf16le').swap16()],
  ])('finds a key %s, under the same fingerprint', async (_, text) => {
    using home = tempHome();
    home.write('w/log', text);
    const { findings, code } = await scanned(home, 'w');
    expect([findings, code]).toEqual([[{ fingerprint: MARK, path: 'w/log', line: 1 }], 10]);
  });

  test('finds a key in the name of a file, and does not print it', async () => {
    using home = tempHome();
    home.write(`w/${KEY}.txt`, '');
    const { findings } = await scanned(home, 'w');
    expect(findings).toMatchObject([{ fingerprint: MARK, part: 'file name' }]);
  });

  test('passes over node_modules, .git, links inside the folder and config.ini itself', async () => {
    using home = tempHome();
    home.writeConfig(`[api_keys]\nproject_1 = ${KEY}\n`);
    for (const folder of ['node_modules', '.git', 'x/node_modules']) home.write(`w/${folder}/a.js`, KEY);
    symlinkSync(join(home.path, '.config'), join(home.path, 'w', 'link'));
    const { code, scanned: tally } = await scanned(home, '.');
    expect([code, tally.files]).toEqual([0, 0]);
  });

  test('a folder that is named is scanned, whatever it is called', async () => {
    using home = tempHome();
    home.write('node_modules/x/a.js', KEY);
    expect((await scanned(home, 'node_modules/')).findings).toEqual([
      { fingerprint: MARK, path: 'node_modules/x/a.js', line: 1 },
    ]);
  });

  test('names the files that it leaves out for their size or rights', async () => {
    using home = tempHome();
    home.write('w/big.log', `${KEY}\n`.padEnd(1024 * 1024 + 1));
    const { out, code } = await runCli(['scan', 'w', '--max-size', '1'], { home: home.path });
    expect([code, out]).toEqual([12, expect.stringContaining('larger than --max-size: w/big.log')]);
    expect((await scanned(home, 'w')).code).toBe(10);
  });

  test('names what it is not allowed to read', async (context) => {
    skipOnWindows(context, 'no file modes');
    context.skip(process.getuid?.() === 0, 'root reads everything');
    using home = tempHome();
    chmodSync(home.write('w/secret', KEY), 0);
    const { out } = await runCli(['scan', 'w'], { home: home.path });
    expect(out).toContain('not readable: w/secret');
  });

  test('a key that is allowed by its fingerprint is passed over', async () => {
    using home = tempHome();
    home.write('w/sample.py', `${KEY}\n${OTHER}`);
    const { findings } = await scanned(home, 'w', '--allow', MARK);
    expect(findings.map((finding) => finding.fingerprint)).toEqual([OTHER_MARK]);
  });

  test('a config.ini that cannot be read takes only the names', async () => {
    using home = tempHome();
    home.writeConfig('[api_keys]\na = 1\na = 2\n');
    home.write('w/a', KEY);
    expect((await scanned(home, 'w')).findings).toEqual([{ fingerprint: MARK, path: 'w/a', line: 1 }]);
  });

  test.each([
    [['nowhere'], /no file or folder nowhere/],
    onWindows ? [['NUL'], /no file or folder NUL/] : [['/dev/zero'], /a pipe, a socket or a device/],
    [['--staged', '--history'], /exclude each other/],
    [['--sarif', '--json'], /exclude each other/],
    [['--max-size', '0'], /from 1 to/],
    [['--max-size', 'big'], /from 1 to/],
    [['--allow', 'x'], /must be a fingerprint/],
    [['--install-hook', '--staged'], /exclude each other/],
    [['--install-hook', '.'], /Give it alone/],
    [['--install-hook'], /not in a git repository/],
    [['--staged'], /not in a git repository/],
    [['--history'], /not in a git repository/],
    [['--stagde'], /Did you mean --staged/],
  ])('%j is refused in words, with exit code 2', async (args, says) => {
    using home = tempHome();
    mkdirSync(home.path, { recursive: true });
    const { code, err } = await runCli(['scan', ...args], { home: home.path, env: GIT_ENV });
    expect([code, err]).toEqual([2, expect.stringMatching(says)]);
  });

  test('without git the message says so', async () => {
    using home = tempHome();
    const { code, err } = await runCli(['scan', '--staged'], { home: home.path, env: { PATH: '/nowhere' } });
    expect([code, err]).toEqual([2, expect.stringContaining('Git is not installed')]);
  });
});

describe('scan of files that are not plain', () => {
  test('config.ini is reported when git tracks it, or when it is named', async () => {
    using home = tempHome();
    home.writeConfig(`[api_keys]\nproject_1 = ${KEY}\n`);
    const path = '.config/Dlubal/api/config.ini';
    const finding = { fingerprint: MARK, name: 'project_1', path, line: 2 };
    expect((await scanned(home, '.')).findings).toEqual([]);
    expect((await scanned(home, path)).findings).toEqual([finding]);
    git(home, 'init', '-q');
    expect((await scanned(home)).findings).toEqual([]);
    git(home, 'add', '-f', path);
    expect((await scanned(home)).findings).toEqual([finding]);
    expect((await scanned(home, '.config')).findings).toEqual([finding]);
    expect((await scanned(home, '--staged')).findings).toEqual([finding]);
  });

  test('config.ini is not passed over in silence where git refuses to say whether it tracks it', async () => {
    using home = tempHome();
    home.writeConfig(`[api_keys]\nproject_1 = ${KEY}\n`);
    git(home, 'init', '-q');
    const env = { GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' };
    expect(await scanIn(home, ['.'], { env })).toMatchObject({
      code: 12,
      unscanned: [{ reason: 'tracking' }],
    });
  });

  test('a tracked file in node_modules is looked at', async () => {
    using home = tempHome();
    git(home, 'init', '-q');
    home.write('w/node_modules/x/a.js', KEY);
    home.write('w/node_modules/x/b.js', KEY);
    git(home, 'add', '-f', 'w/node_modules/x/a.js');
    for (const [args, path] of [
      [['.'], 'w/node_modules/x/a.js'],
      [['w/'], 'w/node_modules/x/a.js'],
    ] as const) {
      expect((await scanned(home, ...args)).findings).toEqual([{ fingerprint: MARK, path, line: 1 }]);
    }
  });

  test('a file that is named is looked at whatever its size', async () => {
    using home = tempHome();
    home.write('big.log', `${KEY}\n`.padEnd(1024 * 1024 + 1));
    expect(await scanned(home, 'big.log', '--max-size', '1')).toMatchObject({ code: 10, unscanned: [] });
  });

  test.each<[string, string | Buffer, number]>([
    ['UTF-16 without a mark', Buffer.from(`\n${KEY}`, 'utf16le'), 2],
    ['a binary file', Buffer.from(`\0\0${KEY}\0`), 1],
    ['two encodings', Buffer.concat([Buffer.from('one\n'), Buffer.from(`${KEY}\n`, 'utf16le')]), 2],
    ['Latin-1', Buffer.from(`caf\xe9\n${KEY}`, 'latin1'), 2],
    ['UTF-32', Buffer.from([...`\n${KEY}`].map((letter) => `${letter}\0\0\0`).join('')), 2],
  ])('finds a key in %s', async (_, content, line) => {
    using home = tempHome();
    home.write('w/a', content);
    expect((await scanned(home, 'w')).findings).toEqual([{ fingerprint: MARK, path: 'w/a', line }]);
  });

  test('a link to a file elsewhere is followed, one to a folder is reported', async (context) => {
    skipOnWindows(context, 'links need a privilege');
    using home = tempHome();
    home.write('elsewhere/a', KEY);
    mkdirSync(join(home.path, 'w/inside'), { recursive: true });
    for (const [target, name] of [
      ['../elsewhere/a', 'file'],
      ['../elsewhere', 'folder'],
      ['inside', 'within'],
      ['nowhere', 'dangling'],
      ['circle', 'circle'],
    ] as const) {
      symlinkSync(target, join(home.path, 'w', name));
    }
    const { findings, unscanned } = await scanned(home, 'w');
    expect(findings).toEqual([{ fingerprint: MARK, path: 'w/file', line: 1 }]);
    expect(unscanned).toMatchObject([{ reason: 'link', what: 'w/folder' }]);
  });

  test('a key that a link leads to is found in its text', async (context) => {
    skipOnWindows(context, 'links need a privilege');
    using home = tempHome();
    mkdirSync(join(home.path, 'w'));
    symlinkSync(KEY, join(home.path, 'w/link'));
    expect((await scanned(home, 'w')).findings).toMatchObject([{ fingerprint: MARK, part: 'link' }]);
  });

  test('a pipe does not hold it up, and is reported', async (context) => {
    skipOnWindows(context, 'no pipes in folders');
    using home = tempHome();
    mkdirSync(join(home.path, 'w'));
    spawnSync('mkfifo', [join(home.path, 'w/pipe')]);
    symlinkSync('/dev/zero', join(home.path, 'w/zero'));
    expect((await scanned(home, 'w')).unscanned).toMatchObject([
      { reason: 'special', what: 'w/pipe' },
      { reason: 'special', what: 'w/zero' },
    ]);
  });

  test('a name that a terminal would obey, or that is not UTF-8, is shown safely', async (context) => {
    skipOnWindows(context, 'names are UTF-16, without control characters');
    using home = tempHome();
    mkdirSync(join(home.path, 'w'));
    writeFileSync(Buffer.from(`${home.path}/w/caf\xe9\x1b[31m\u0085`, 'latin1'), KEY);
    writeFileSync(join(home.path, 'w/\u202e\n'), KEY);
    const { out } = await runCli(['scan', 'w'], { home: home.path });
    expect(out).toContain('w/caf\\xe9\\u001b[31m\\x85:1');
    expect(out).toContain('w/\\u202e\\u000a:1');
    // Nothing but line feeds, and the dots of masks.
    expect(out).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/);
  });
});

describe('a key may stay', () => {
  test.each([['.'], ['sub']])('by its fingerprint in .dlubalscan at the top, seen from %s', async (cwd) => {
    using home = tempHome();
    git(home, 'init', '-q');
    home.write('sub/sample.py', `${KEY}\n${OTHER}`);
    home.write('.dlubalscan', `# samples\r\n${MARK}  # of the documentation\r\n\r\n`);
    git(home, 'add', '.');
    for (const mode of [[], ['--staged'], ['--history']]) {
      const answer = await scanIn(home, mode, { cwd });
      expect([answer.findings.map(({ fingerprint }) => fingerprint), answer.allowed]).toEqual([
        [OTHER_MARK],
        1,
      ]);
      if (mode[0] === '--staged') git(home, 'commit', '-qm', 'x');
    }
  });

  test('where its line says dlubal:allow', async () => {
    using home = tempHome();
    home.write('w/a.py', `key = "${KEY}"  # dlubal:allow\n`);
    expect(await scanned(home, 'w')).toMatchObject({ code: 0, findings: [], allowed: 1 });
    const { out } = await runCli(['scan', 'w'], { home: home.path });
    expect(out).toContain('1 allowed place left out');
  });

  test.each([[KEY], ['some words'], ['0123456789']])(
    'a wrong line of .dlubalscan is not shown',
    async (line) => {
      using home = tempHome();
      home.write('.dlubalscan', `# one\n${line}\n`);
      const { code, out, err } = await runCli(['scan'], { home: home.path });
      expect([code, err]).toEqual([2, expect.stringMatching(/\.dlubalscan, line 2, is not a fingerprint/)]);
      expect(out + err).not.toContain(line);
    },
  );
});

describe('scan of a git repository', () => {
  test('--staged sees the index, not the working tree', async () => {
    using home = tempHome();
    git(home, 'init', '-q');
    home.write('staged ä.py', `\nkey = "${KEY}"`);
    home.write('image.bin', Buffer.from(`\0${OTHER}`));
    git(home, 'add', '.');
    home.write('staged ä.py', 'clean again');
    home.write('not-staged.py', OTHER);
    const { findings, code } = await scanned(home, '--staged');
    expect([findings, code]).toEqual([
      [
        { fingerprint: OTHER_MARK, path: 'image.bin', line: 1 },
        { fingerprint: MARK, path: 'staged ä.py', line: 2 },
      ],
      10,
    ]);
    git(home, 'commit', '-qm', 'x');
    expect(await scanned(home, '--staged')).toMatchObject({ code: 0, findings: [] });
  });

  test('--history sees what was removed, merged, tagged and said', async () => {
    using home = tempHome();
    git(home, 'init', '-q', '-b', 'main');
    home.write('a.py', `one\ntwo\nkey = "${KEY}"\n`);
    git(home, 'add', '.');
    git(home, 'commit', '-qm', 'first');
    home.write('a.py', 'one\ntwo\n');
    git(home, 'commit', '-qam', `remove\n\nthe key was ${OTHER}`);
    git(home, 'checkout', '-qb', 'side');
    // Windows has no quotation marks in names.
    const quoted = onWindows ? "b 'quoted'.py" : 'b "quoted".py';
    home.write(quoted, `${OTHER}\n++ b/not-a-path\n`);
    git(home, 'add', '.');
    git(home, 'commit', '-qm', 'side');
    git(home, 'checkout', '-q', 'main');
    git(home, 'merge', '-q', '--no-ff', '--no-commit', 'side');
    home.write('a.py', `${KEY}\none\ntwo\n`);
    git(home, 'add', '.');
    git(home, 'commit', '-qm', 'merge');
    const { findings, code, scanned: tally } = await scanned(home, '--history');
    expect(findings.map(({ path, line, fingerprint: mark }) => [path, line, mark])).toEqual([
      ['a.py', 3, MARK],
      ['commit message', 3, OTHER_MARK],
      [quoted, 1, OTHER_MARK],
      ['a.py', 1, MARK],
    ]);
    expect(findings[0]?.commit).toBe(git(home, 'rev-list', '--max-parents=0', 'HEAD').trim());
    expect([code, tally.commits]).toEqual([10, 4]);
  });

  test('an empty repository has neither', async () => {
    using home = tempHome();
    git(home, 'init', '-q');
    expect((await scanned(home, '--staged')).code).toBe(0);
    expect((await scanned(home, '--history')).code).toBe(0);
  });
});

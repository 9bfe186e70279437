import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint } from '@dlubal-kit/auth-core';
import { describe, expect, test } from 'vitest';
import { expectNoKey } from '../../../../../testing/canary.js';
import { madeKey } from '../../../../../testing/made-keys.js';
import { type TempHome, tempHome } from '../../../../../testing/temp-home.js';
import { bundledCli } from '../../../test/bundled-cli.js';
import { runCli } from '../../../test/run-cli.js';

const [KEY, OTHER] = [madeKey(), madeKey()];
const MARK = fingerprint(KEY);

/** Only these variables: no configuration of this machine's git. */
const GIT_ENV = {
  // Not this repository's own node_modules/.bin, where npm puts the command.
  PATH: '/usr/local/bin:/usr/bin:/bin',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_AUTHOR_NAME: 'T',
  GIT_AUTHOR_EMAIL: 't@example.org',
  GIT_COMMITTER_NAME: 'T',
  GIT_COMMITTER_EMAIL: 't@example.org',
};

const git = (home: TempHome, ...args: string[]): string =>
  execFileSync('git', args, { cwd: home.path, env: GIT_ENV, encoding: 'utf8', stdio: 'pipe' });

interface ScanAnswer {
  readonly ok: boolean;
  readonly findings: readonly Readonly<Record<string, unknown>>[];
  readonly scanned: Readonly<Record<string, unknown>>;
}

async function scanned(home: TempHome, ...args: string[]): Promise<ScanAnswer & { code: number }> {
  const { code, out, err } = await runCli(['scan', '--json', ...args], { home: home.path, env: GIT_ENV });
  expectNoKey(KEY, out, err);
  return { code, ...(JSON.parse(out) as ScanAnswer) };
}

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
    expect(out).toContain(`w/.env:2  key ${fingerprint(OTHER)}\n`);
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

  test('a notebook that is no JSON is read as text', async () => {
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

  test('passes over binary files, node_modules, .git, links and config.ini itself', async () => {
    using home = tempHome();
    home.writeConfig(`[api_keys]\nproject_1 = ${KEY}\n`);
    home.write('w/a.bin', Buffer.from(`\0\0${KEY}`));
    for (const folder of ['node_modules', '.git', 'x/node_modules']) home.write(`w/${folder}/a.js`, KEY);
    symlinkSync(join(home.path, '.config'), join(home.path, 'w', 'link'));
    const { code, scanned: tally } = await scanned(home, '.');
    expect([code, tally.binary]).toEqual([0, 1]);
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
    expect([code, out]).toEqual([0, expect.stringContaining('over 1 MiB (--max-size): w/big.log')]);
    expect((await scanned(home, 'w')).code).toBe(10);
  });

  test.skipIf(process.getuid?.() === 0)(
    'names what it may not read (skipped: root may read all)',
    async () => {
      using home = tempHome();
      chmodSync(home.write('w/secret', KEY), 0);
      const { out } = await runCli(['scan', 'w'], { home: home.path });
      expect(out).toContain('not readable: w/secret');
    },
  );

  test('a key that is allowed by its fingerprint is passed over', async () => {
    using home = tempHome();
    home.write('w/sample.py', `${KEY}\n${OTHER}`);
    const { findings } = await scanned(home, 'w', '--allow', MARK);
    expect(findings.map((finding) => finding.fingerprint)).toEqual([fingerprint(OTHER)]);
  });

  test('a config.ini that cannot be read takes only the names', async () => {
    using home = tempHome();
    home.writeConfig('[api_keys]\na = 1\na = 2\n');
    home.write('w/a', KEY);
    expect((await scanned(home, 'w')).findings).toEqual([{ fingerprint: MARK, path: 'w/a', line: 1 }]);
  });

  test.each([
    [['nowhere'], /no file or folder nowhere/],
    [['/dev/zero'], /a pipe, a socket or a device/],
    [['--staged', '--history'], /exclude each other/],
    [['--sarif', '--json'], /exclude each other/],
    [['--max-size', '0'], /from 1 to 512/],
    [['--max-size', 'big'], /from 1 to 512/],
    [['--allow', 'x'], /must be a fingerprint/],
    [['--install-hook', '--staged'], /exclude each other/],
    [['--install-hook', '.'], /Give it alone/],
    [['--install-hook'], /git refuses: .*not a git repository/],
    [['--staged'], /git refuses/],
    [['--history'], /git refuses: .*not a git repository/],
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
    expect([code, err]).toEqual([2, expect.stringContaining('git cannot be run (ENOENT)')]);
  });
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
    expect([findings, code]).toEqual([[{ fingerprint: MARK, path: 'staged ä.py', line: 2 }], 10]);
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
    home.write('b "quoted".py', `${OTHER}\n++ b/not-a-path\n`);
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
      ['commit message', 3, fingerprint(OTHER)],
      ['b \\"quoted\\".py', 1, fingerprint(OTHER)],
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

  test('the hook refuses a commit with a key and lets others pass', async () => {
    using home = tempHome();
    git(home, 'init', '-q');
    const installed = await runCli(['scan', '--install-hook'], { home: home.path, env: GIT_ENV });
    expect([installed.code, installed.out]).toEqual([0, expect.stringContaining('was written')]);
    expect(statSync(join(home.path, '.git/hooks/pre-commit')).mode & 0o111).toBe(0o111);
    home.write('model.py', 'clean\n');
    git(home, 'add', 'model.py');
    const commit = (...args: string[]) =>
      spawnSync('git', ['commit', '-m', 'x', ...args], { cwd: home.path, env: GIT_ENV, encoding: 'utf8' });

    const unscanned = commit();
    expect([unscanned.status, unscanned.stderr]).toEqual([1, expect.stringContaining('is not found')]);
    const tool = home.write(
      'node_modules/.bin/dlubal-auth',
      `#!/bin/sh\nexec "${process.execPath}" "${await bundledCli()}" "$@"\n`,
    );
    chmodSync(tool, 0o755);
    expect(commit().status).toBe(0);

    home.write('model.py', `clean\nkey = "${KEY}"\n`);
    // With -a git hands the hook an index of its own.
    const refused = commit('-a');
    expect(refused.status).not.toBe(0);
    expect(refused.stdout + refused.stderr).toContain(`model.py:2  key ${MARK}`);
    expectNoKey(KEY, refused.stdout, refused.stderr);
    expect(git(home, 'rev-list', '--count', 'HEAD').trim()).toBe('1');
    home.write('model.py', 'clean\nkey = os.environ["DLUBAL_API_KEY"]\n');
    expect(commit('-a').status).toBe(0);
  });

  test('the hook leaves another one alone, and is written once', async () => {
    using home = tempHome();
    git(home, 'init', '-q');
    const path = join(home.path, '.git/hooks/pre-commit');
    writeFileSync(path, '#!/bin/sh\n');
    const { code, err } = await runCli(['scan', '--install-hook'], { home: home.path, env: GIT_ENV });
    expect([code, err]).toEqual([
      2,
      expect.stringContaining('Add this line to it: dlubal-auth scan --staged'),
    ]);
    expect(readFileSync(path, 'utf8')).toBe('#!/bin/sh\n');
    git(home, 'config', 'core.hooksPath', 'hooks');
    for (const written of [true, false]) {
      const { out } = await runCli(['scan', '--install-hook', '--json'], { home: home.path, env: GIT_ENV });
      expect(JSON.parse(out)).toEqual({ ok: true, hook: join(home.path, 'hooks/pre-commit'), written });
    }
  });
});

test('SARIF names rule, file, line and fingerprint, and no key', async () => {
  using home = tempHome();
  home.write('w/a b.py', `\n${KEY}`);
  home.write('w/demo.ipynb', notebook());
  const { code, out } = await runCli(['scan', '--sarif', 'w'], { home: home.path });
  expectNoKey(KEY, out);
  const log = JSON.parse(out);
  expect([code, log.version, log.runs.length]).toEqual([10, '2.1.0', 1]);
  const [run] = log.runs;
  expect(run.tool.driver).toMatchObject({ name: 'dlubal-auth', rules: [{ id: 'dlubal-api-key' }] });
  expect(run.results).toHaveLength(4);
  expect(run.results[0]).toMatchObject({
    ruleId: 'dlubal-api-key',
    level: 'error',
    message: { text: `Dlubal API key ${MARK} in w/a b.py:2.` },
    locations: [{ physicalLocation: { artifactLocation: { uri: 'w/a%20b.py' }, region: { startLine: 2 } } }],
    partialFingerprints: { 'dlubalKey/v1': MARK },
  });
  // Lines of a cell are not lines of the file.
  expect(run.results[1].locations[0].physicalLocation.region).toBeUndefined();
});

import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { underWine } from '@dlubal-kit/testing/skip-on-windows';
import { type TempHome, tempHome } from '@dlubal-kit/testing/temp-home';
import { describe, expect, test, vi } from 'vitest';
import { git, gitIn, KEY, MARK, OTHER, OTHER_MARK, scanIn } from '../../../../test/scan-run.js';

// Dozens of processes, which take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');

function commitAll(home: TempHome, ...args: string[]): void {
  git(home, 'add', '-A');
  git(home, 'commit', '-qm', 'x', '--allow-empty', ...args);
}

/** What hides a key from a search that asks git for differences, and where it is found all the same. */
const HIDDEN: readonly (readonly [string, (home: TempHome) => void, Readonly<Record<string, unknown>>])[] = [
  [
    'a file in UTF-16',
    (home) => home.write('a.ps1', utf16(`\ufeff# ä\r\nkey=${KEY}\r\n`)),
    { path: 'a.ps1', line: 2 },
  ],
  ['UTF-16 without a mark', (home) => home.write('a', utf16(`\nkey=${KEY}`)), { path: 'a', line: 2 }],
  [
    'UTF-16 of the other byte order',
    (home) => home.write('a', utf16(`\n\n${KEY}`).swap16()),
    { path: 'a', line: 3 },
  ],
  [
    "UTF-8 to which PowerShell's >> added UTF-16",
    (home) => home.write('a.log', Buffer.concat([Buffer.from('one\n'), utf16(`two\n${KEY}\n`)])),
    { path: 'a.log', line: 3 },
  ],
  [
    'UTF-16 to which another shell added UTF-8, at an odd offset',
    (home) =>
      home.write('a.log', Buffer.concat([utf16('\ufeffone\n'), Buffer.from('x'), Buffer.from(`\n${KEY}\n`)])),
    { path: 'a.log', line: 3 },
  ],
  [
    'a binary file',
    (home) => home.write('a.pkl', Buffer.from(`\x80\x04\0\xff${KEY}\0\n`, 'latin1')),
    { path: 'a.pkl' },
  ],
  [
    'a file that attributes keep from differences',
    (home) => {
      home.write('.gitattributes', '*.py -diff binary\n*.cfg working-tree-encoding=UTF-16LE\n');
      home.write('a.py', KEY);
    },
    { path: 'a.py', line: 1 },
  ],
  [
    'a file that a replacement hides',
    (home) => {
      home.write('a', KEY);
      commitAll(home);
      home.write('clean', 'clean');
      commitAll(home);
      git(
        home,
        'replace',
        git(home, 'rev-parse', 'HEAD:a').trim(),
        git(home, 'rev-parse', 'HEAD:clean').trim(),
      );
    },
    { path: 'a', line: 1 },
  ],
  [
    'a commit that a graft cuts off',
    (home) => {
      home.write('a', KEY);
      commitAll(home);
      home.write('a', '');
      commitAll(home);
      home.write('.git/info/grafts', `${git(home, 'rev-parse', 'HEAD').trim()}\n`);
    },
    { path: 'a', line: 1 },
  ],
  [
    'a file that a later commit removes',
    (home) => {
      home.write('sub/a', `\n${KEY}`);
      commitAll(home);
      git(home, 'rm', '-q', 'sub/a');
    },
    { path: 'sub/a', line: 2 },
  ],
  [
    'a side of a merge that came to nothing',
    (home) => {
      commitAll(home);
      git(home, 'checkout', '-qb', 'side');
      home.write('a', KEY);
      commitAll(home);
      git(home, 'rm', '-q', 'a');
      commitAll(home);
      git(home, 'checkout', '-q', 'main');
      commitAll(home);
      git(home, 'merge', '-q', '-m', 'm', 'side');
    },
    { path: 'a', line: 1 },
  ],
  [
    'a stash',
    (home) => {
      home.write('a', '');
      commitAll(home);
      home.write('a', KEY);
      git(home, 'stash', '-q');
    },
    { path: 'a', line: 1 },
  ],
  [
    'a note',
    (home) => {
      commitAll(home);
      git(home, 'notes', 'add', '-m', KEY);
    },
    { line: 1 },
  ],
  [
    'the message of a tag',
    (home) => git(home, 'tag', '-am', `v\n\nkey ${KEY}`, 'v1'),
    { path: 'message of tag v1', line: 3 },
  ],
  [
    'a tag of a file that no commit has',
    (home) => {
      commitAll(home);
      home.write('loose', KEY);
      git(home, 'tag', 'v1', git(home, 'hash-object', '-w', 'loose').trim());
      git(home, 'reset', '-q');
    },
    { line: 1 },
  ],
  ['the name of a branch', (home) => git(home, 'branch', `x/${KEY}`), { part: 'name of the reference' }],
  [
    'the author of a commit',
    (home) => commitAll(home, '--author', `${KEY} <a@b>`),
    { path: 'commit author' },
  ],
  [
    'the message of a commit',
    (home) => commitAll(home, '-m', `key\n${KEY}`),
    { path: 'commit message', line: 4 },
  ],
  ['the name of an empty file', (home) => home.write(`sub/${KEY}`, ''), { part: 'file name' }],
  [
    'a file whose name is not UTF-8',
    (home) => {
      home.write('x', KEY);
      renameSync(join(home.path, 'x'), Buffer.from(`${home.path}/caf\xe9 \x1b[31m`, 'latin1'));
    },
    { path: 'caf\\xe9 \x1b[31m', line: 1 },
  ],
];

/** Under Wine a thousand gits take minutes: there every fifth row has to do. */
const some = <Row>(rows: readonly Row[]): readonly Row[] => rows.filter((_, i) => !underWine || i % 5 === 0);
const few = underWine ? ' (under Wine: one of five)' : '';

describe(`--history finds a key in${few}`, () => {
  test.each(some(HIDDEN))('%s', async (_title, hide, place) => {
    using home = tempHome();
    git(home, 'init', '-q', '-b', 'main');
    home.write('first', 'first');
    commitAll(home);
    hide(home);
    git(home, 'add', '-A', '--', ':!loose');
    if (git(home, 'diff', '--cached', '--name-only') !== '') git(home, 'commit', '-qm', 'last');
    const { findings, code } = await scanIn(home, ['--history']);
    expect(findings).toMatchObject([{ fingerprint: MARK, ...place }]);
    expect(code).toBe(10);
  });
});

test.each(some(['diff.relative', 'log.follow', 'diff.noprefix', 'diff.mnemonicPrefix', 'core.quotePath']))(
  `the setting %s changes nothing, nor does a subfolder${few}`,
  async (setting) => {
    using home = tempHome();
    git(home, 'init', '-q');
    git(home, 'config', setting, 'true');
    home.write('a', KEY);
    home.write('sub/b', OTHER);
    commitAll(home);
    for (const cwd of ['.', 'sub']) {
      const { findings } = await scanIn(home, ['--history'], { cwd });
      expect(findings.map(({ path }) => path)).toEqual(['a', 'sub/b']);
    }
    expect((await scanIn(home, ['--history', '.'], { cwd: 'sub' })).findings).toMatchObject([
      { path: 'sub/b' },
    ]);
    home.write('c', KEY);
    git(home, 'add', 'c');
    expect((await scanIn(home, ['--staged'], { cwd: 'sub' })).findings).toMatchObject([{ path: 'c' }]);
  },
);

test('a commit is named that brought the key, not those that kept it', async () => {
  using home = tempHome();
  git(home, 'init', '-q');
  const ids: string[] = [];
  for (const text of [KEY, `more\n${KEY}`, `more\n${KEY}\n${OTHER}`, 'gone', `${KEY}\nback`]) {
    home.write('a', text);
    commitAll(home);
    ids.push(git(home, 'rev-parse', 'HEAD').trim());
  }
  const { findings, scanned } = await scanIn(home, ['--history']);
  expect(
    findings.map(({ commit, line, fingerprint }) => [ids.indexOf(String(commit)), line, fingerprint]),
  ).toEqual([
    [0, 1, MARK],
    [2, 3, OTHER_MARK],
    [4, 1, MARK],
  ]);
  expect(scanned).toMatchObject({ commits: 5, files: 5 });
});

test('sha256 repositories and detached heads are read alike', async () => {
  using home = tempHome();
  git(home, 'init', '-q', '--object-format=sha256');
  home.write(`${KEY}/a`, OTHER);
  commitAll(home);
  git(home, 'checkout', '-q', '--detach');
  git(home, 'branch', '-D', 'master');
  const { findings } = await scanIn(home, ['--history']);
  expect(findings.map(({ part, fingerprint }) => [part, fingerprint])).toEqual([
    ['file name', MARK],
    [undefined, OTHER_MARK],
  ]);
});

/** What cannot be looked at, the mode in which it shows, and what is said about it. */
const UNSEEN: readonly (readonly [string, (home: TempHome) => void, string, object])[] = [
  [
    'shallow history',
    (home) => {
      commitAll(home);
      home.write('b', 'b');
      commitAll(home);
      git(home, 'clone', '-q', '--no-local', '--depth', '1', home.path, 'w');
    },
    '--history',
    { reason: 'shallow' },
  ],
  [
    'a file that a partial clone left out',
    (home) => {
      repositoryIn(home);
      removeObject(home, gitIn(home, 'w', 'rev-parse', 'HEAD:a').trim());
    },
    '--history',
    { reason: 'missing', what: '1 object' },
  ],
  [
    'paths of which no commit knows',
    repositoryIn,
    '--history nowhere',
    { reason: 'no-commit', what: 'nowhere' },
  ],
  [
    'commits to which nothing leads',
    (home) => {
      repositoryIn(home);
      gitIn(home, 'w', 'checkout', '-q', '--orphan', 'other');
      gitIn(home, 'w', 'branch', '-D', 'main');
    },
    '--history',
    { reason: 'no-commit' },
  ],
  ['a submodule', (home) => submoduleIn(home), '--staged', { reason: 'submodule', what: 'lib' }],
  [
    'a submodule of an earlier commit',
    (home) => {
      submoduleIn(home);
      gitIn(home, 'w', 'commit', '-qm', 'with');
      gitIn(home, 'w', 'rm', '-q', '--cached', 'lib');
      gitIn(home, 'w', 'commit', '-qm', 'without');
    },
    '--history',
    { reason: 'submodule', what: 'lib' },
  ],
  [
    'a file in conflict',
    (home) => {
      repositoryIn(home);
      for (const [branch, text] of [
        ['side', 'one'],
        ['main', 'two'],
      ] as const) {
        gitIn(home, 'w', 'checkout', '-q', '-B', branch, 'main~0');
        home.write('w/a', text);
        gitIn(home, 'w', 'add', 'a');
        gitIn(home, 'w', 'commit', '-qm', text);
        if (branch === 'side') gitIn(home, 'w', 'checkout', '-q', 'main');
      }
      try {
        gitIn(home, 'w', 'merge', 'side');
      } catch {
        // The conflict.
      }
    },
    '--staged',
    { reason: 'unmerged', what: 'a' },
  ],
  [
    'a file over the limit, of the index',
    bigIn,
    '--staged --max-size 1',
    { reason: 'too-large', what: 'big' },
  ],
  [
    'a file over the limit, of the history',
    (home) => {
      bigIn(home);
      gitIn(home, 'w', 'commit', '-qm', 'big');
    },
    '--history --max-size 1',
    { reason: 'too-large', what: 'big' },
  ],
];

function repositoryIn(home: TempHome): void {
  gitIn(home, '.', 'init', '-q', '-b', 'main', 'w');
  home.write('w/a', 'text');
  gitIn(home, 'w', 'add', 'a');
  gitIn(home, 'w', 'commit', '-qm', 'x');
}

function submoduleIn(home: TempHome): void {
  repositoryIn(home);
  gitIn(home, 'w', 'update-index', '--add', '--cacheinfo', '160000', '1'.repeat(40), 'lib');
}

function bigIn(home: TempHome): void {
  repositoryIn(home);
  home.write('w/big', 'x'.repeat(1024 * 1024 + 1));
  gitIn(home, 'w', 'add', 'big');
}

function removeObject(home: TempHome, id: string): void {
  gitIn(home, 'w', 'config', 'extensions.partialClone', 'origin');
  gitIn(home, 'w', 'config', 'core.repositoryFormatVersion', '1');
  gitIn(home, 'w', 'config', 'remote.origin.promisor', 'true');
  rmSync(join(home.path, 'w/.git/objects', id.slice(0, 2), id.slice(2)));
}

describe(`not everything could be scanned${few}:`, () => {
  test.each(some(UNSEEN))('%s', async (_title, prepare, mode, row) => {
    using home = tempHome();
    git(home, 'init', '-q', '-b', 'main');
    mkdirSync(join(home.path, 'w'), { recursive: true });
    prepare(home);
    const args = mode.split(' ');
    const answer = await scanIn(home, args, { cwd: 'w' });
    expect(answer).toMatchObject({ code: 12, ok: false, findings: [], unscanned: [row] });
    expect(await scanIn(home, [...args, '--allow-unscanned'], { cwd: 'w' })).toMatchObject({
      code: 0,
      ok: true,
      unscanned: [row],
    });
    expect((await scanIn(home, [...args, '--exit-zero'], { cwd: 'w' })).code).toBe(0);
  });
});

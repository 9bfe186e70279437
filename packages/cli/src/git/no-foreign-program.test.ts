import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { notOnWindows, onWindows, skipOnWindows, underWine } from '@dlubal-kit/testing/skip-on-windows';
import { type TempHome, tempHome } from '@dlubal-kit/testing/temp-home';
import { describe, expect, test, vi } from 'vitest';
import { runCli } from '../../test/run-cli.js';
import { GIT_ENV, gitIn, KEY } from '../../test/scan-run.js';

// Each test starts some fifty processes, which take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

/** Every command that asks git. */
const COMMANDS = [
  ['scan'],
  ['scan', '--staged'],
  ['scan', '--history'],
  ['scan', '--history', '--sarif', 'sub'],
  ['doctor', '--port', '1'],
] as const;

/** Settings of a repository that name a program; `%` is the program. */
const SETTINGS = `core.fsmonitor=% core.pager=% core.editor=% core.sshCommand=% core.gitProxy=% core.askPass=%
core.alternateRefsCommand=% sequence.editor=% credential.helper=% diff.external=% diff.x.command=% diff.x.textconv=%
diff.x.cachetextconv=true filter.x.clean=% filter.x.smudge=% filter.x.process=% filter.x.required=true merge.x.driver=%
gpg.program=% gpg.ssh.program=% gpg.x509.program=% gpg.minTrustLevel=fully log.showSignature=true log.diffMerges=on
interactive.diffFilter=% trailer.x.command=% trailer.x.cmd=% difftool.x.cmd=% mergetool.x.cmd=% browser.x.cmd=%
man.x.cmd=% help.browser=x uploadpack.packObjectsHook=% receive.procReceiveRefs=refs sendemail.smtpServer=%
submodule.s.update=!% remote.origin.uploadpack=% remote.origin.receivepack=% remote.origin.vcs=x protocol.allow=always
protocol.ext.allow=always protocol.file.allow=always protocol.ssh.allow=always alias.rev-list=!% alias.cat-file=!%
alias.ls-files=!% alias.diff-index=!% alias.rev-parse=!% pager.rev-list=% pager.cat-file=% pager.ls-files=%
pager.diff-index=% pager.for-each-ref=% diff.submodule=log status.submoduleSummary=true core.hooksPath=hooks`
  .split(/\s+/)
  .map((setting) => setting.split('=', 2) as [string, string]);

const HOOKS = `pre-commit post-index-change reference-transaction fsmonitor-watchman post-checkout pre-auto-gc
post-rewrite pre-push update`.split(/\s+/);

const ATTRIBUTES = '* filter=x diff=x merge=x text working-tree-encoding=UTF-16\n';

interface Trap {
  readonly home: TempHome;
  readonly program: string;
  /** What ran. */
  readonly ran: () => string[];
}

/** A program that leaves a mark, with what it was called with and the variables that it saw. */
function trapIn(home: TempHome): Trap {
  const marks = join(home.path, 'marks');
  mkdirSync(marks);
  const program = home.write('trap', `#!/bin/sh\n(echo "$0 $*"; env) > "${marks}/$$"\nexit 1\n`);
  chmodSync(program, 0o755);
  return {
    home,
    program,
    ran: () => readdirSync(marks).map((name) => readFileSync(join(marks, name), 'utf8')),
  };
}

/** As `git config` writes it, without a process for each. */
function configLines([name, value]: readonly [string, string], program: string): string {
  const [section = '', ...rest] = name.split('.');
  const key = rest.pop();
  const subsection = rest.length === 0 ? '' : ` "${rest.join('.')}"`;
  return `[${section}${subsection}]\n\t${key} = "${value.replace('%', program)}"\n`;
}

function configure({ home, program }: Trap, folder = 'w'): void {
  appendFileSync(
    join(home.path, folder, '.git/config'),
    SETTINGS.map((setting) => configLines(setting, program)).join(''),
  );
  for (const name of HOOKS) {
    for (const place of ['hooks', '.git/hooks'])
      chmodSync(home.write(`${folder}/${place}/${name}`, `#!/bin/sh\n${program}\n`), 0o755);
  }
  home.write(`${folder}/.gitattributes`, ATTRIBUTES);
}

/** A repository with a commit and something staged, before any trap is set. */
function repository(home: TempHome): void {
  mkdirSync(join(home.path, 'w/sub'), { recursive: true });
  gitIn(home, 'w', 'init', '-q');
  home.write('w/sub/a.py', 'one\n');
  gitIn(home, 'w', 'add', '.');
  gitIn(home, 'w', 'commit', '-qm', 'one');
  gitIn(home, 'w', 'tag', '-am', 'one', 'v1');
  home.write('w/sub/a.py', 'two\n');
  gitIn(home, 'w', 'add', '.');
}

async function runAll(
  home: TempHome,
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  let said = '';
  for (const command of COMMANDS) {
    const { code, out, err } = await runCli(command, {
      home: home.path,
      cwd: join(home.path, cwd),
      env: { ...GIT_ENV, DLUBAL_API_KEY: KEY, DLUBAL_API_KEY_NAME: 'project_1', ...env },
    });
    said += `${command.join(' ')}: ${code}\n${out}${err}`;
  }
  expectNoKey(KEY, said);
  return said;
}

/** Plain git, to show that a trap is one. */
function plainGit(home: TempHome, cwd: string, ...args: string[]): void {
  try {
    execFileSync('git', args, { cwd: join(home.path, cwd), env: GIT_ENV, stdio: 'pipe' });
  } catch {
    // The trap ends with 1.
  }
}

describe.skipIf(onWindows)(notOnWindows('no program runs that', 'no sh'), () => {
  test('the configuration, the hooks or the attributes of a repository name', async () => {
    using home = tempHome();
    const trap = trapIn(home);
    repository(home);
    configure(trap);
    const said = await runAll(home, 'w');
    expect(trap.ran()).toEqual([]);
    expect(said).toContain('scan --history: 0');
    for (const args of [['status'], ['diff'], ['show', '--show-signature', '-p', 'v1']])
      plainGit(home, 'w', ...args);
    expect(trap.ran().length).toBeGreaterThan(2);
  });

  test.each([
    ['include.path', '../more'],
    ['includeIf.gitdir:**/.git.path', '../more'],
  ])('a file names that %s includes', async (name, value) => {
    using home = tempHome();
    const trap = trapIn(home);
    repository(home);
    home.write('w/more', `[core]\nfsmonitor = ${trap.program}\n`);
    gitIn(home, 'w', 'config', name, value);
    await runAll(home, 'w');
    expect(trap.ran()).toEqual([]);
    plainGit(home, 'w', 'status');
    expect(trap.ran()).not.toEqual([]);
  });

  test('the configuration of a bare repository among the files names', async () => {
    using home = tempHome();
    const trap = trapIn(home);
    repository(home);
    // As a clone brings it: HEAD, config, objects and refs are files like others.
    gitIn(home, 'w', 'clone', '-q', '--bare', '.', 'vendor');
    gitIn(home, 'w', 'config', '-f', 'vendor/config', 'core.fsmonitor', trap.program);
    gitIn(home, 'w', 'config', '-f', 'vendor/config', 'core.bare', 'false');
    gitIn(home, 'w', 'config', '-f', 'vendor/config', 'core.worktree', '.');
    const said = await runAll(home, 'w/vendor');
    expect(trap.ran()).toEqual([]);
    expect(said).toContain('bare repository');
    plainGit(home, 'w/vendor', 'status');
    expect(trap.ran()).not.toEqual([]);
  });

  test.each([
    ['uploadpack', 'served', GIT_ENV.PATH],
    ['an ext:: address', 'ext::', GIT_ENV.PATH],
    // As git before 2.39.4 behaves, which does not know the variable.
    ['uploadpack, under an older git', 'served', 'old'],
    ['an ext:: address, under an older git', 'ext::', 'old'],
  ])('would fetch the missing objects of a partial clone: %s', async (_, url, path) => {
    using home = tempHome();
    const trap = trapIn(home);
    repository(home);
    const blob = gitIn(home, 'w', 'rev-parse', 'HEAD:sub/a.py').trim();
    rmSync(join(home.path, 'w/.git/objects', blob.slice(0, 2), blob.slice(2)));
    const settings = {
      'core.repositoryFormatVersion': '1',
      'extensions.partialClone': 'origin',
      'remote.origin.promisor': 'true',
      'remote.origin.url': url === 'ext::' ? `ext::${trap.program} %S` : `${home.path}/served`,
      'remote.origin.uploadpack': trap.program,
      'protocol.allow': 'always',
      'protocol.ext.allow': 'always',
      'protocol.file.allow': 'always',
    };
    const text = Object.entries(settings).map((setting) => configLines(setting, trap.program));
    appendFileSync(join(home.path, 'w/.git/config'), text.join(''));
    gitIn(home, '.', 'init', '-q', '--bare', 'served');
    chmodSync(home.write('old/git', '#!/bin/sh\nunset GIT_NO_LAZY_FETCH\nexec /usr/bin/git "$@"\n'), 0o755);
    const said = await runAll(home, 'w', {
      PATH: path === 'old' ? `${home.path}/old:${GIT_ENV.PATH}` : `${path}`,
    });
    expect(trap.ran()).toEqual([]);
    expect(said).toMatch(/Not scanned, not in this clone .*: 1 object\n/);
    plainGit(home, 'w', 'cat-file', '-p', blob);
    expect(trap.ran()).not.toEqual([]);
  });
});

test('a git in the working directory is not the one that runs', async (context) => {
  skipOnWindows(context, 'no sh; the next test has the same there');
  using home = tempHome();
  const trap = trapIn(home);
  repository(home);
  for (const name of ['git', 'git.exe', 'bin/git']) {
    renameSync(
      home.write('copy', readFileSync(trap.program)),
      join(home.path, 'w', name.replace('bin/', 'sub/')),
    );
    chmodSync(join(home.path, 'w', name.replace('bin/', 'sub/')), 0o755);
  }
  expect(existsSync(join(home.path, 'w/sub/git'))).toBe(true);
  await runAll(home, 'w', { PATH: `:.:sub:./sub:${GIT_ENV.PATH}` });
  expect(trap.ran()).toEqual([]);
});

test.runIf(onWindows)(
  'a git.exe in the working directory, which Windows would start, is not run',
  async () => {
    using home = tempHome();
    // Node by another name: it refuses git's options with exit code 9.
    copyFileSync(process.execPath, join(home.path, 'git.exe'));
    expect(spawnSync('git', ['--no-pager'], { cwd: home.path, env: { PATH: '' } }).status).toBe(9);
    home.write('git.cmd', '@echo ran > ran.txt\r\n@exit /b 0\r\n');
    const said = await runAll(home, '.', { PATH: `.;${basename(home.path)};` });
    expect(said).toMatch(/scan --staged: 2\n.*Git is not installed/);
    expect(said).toContain('tracked files were not searched: Git is not installed');
    expect(existsSync(join(home.path, 'ran.txt'))).toBe(false);
  },
);

/** Makes git note its arguments and its environment. That of testing/windows does so itself. */
function spyOnGit(home: TempHome): { spied: () => string; env: Record<string, string> } {
  const path = join(home.path, 'spied');
  const spied = (): string => readFileSync(path, 'utf8');
  if (onWindows) return { spied, env: { TEST_GIT_SPY: path } };
  const script = `#!/bin/sh\n(echo "$*"; env) >> '${path}'\nexec /usr/bin/git "$@"\n`;
  chmodSync(home.write('spy/git', script), 0o755);
  return { spied, env: { PATH: `${home.path}/spy:${GIT_ENV.PATH}` } };
}

test('git gets no key, no program of the user and no prompt', async (context) => {
  context.skip(onWindows && !underWine, 'only the git.exe of testing/windows notes what it is given');
  using home = tempHome();
  repository(home);
  const spy = spyOnGit(home);
  const programs = {
    GIT_EXTERNAL_DIFF: '/x',
    GIT_SSH_COMMAND: '/x',
    GIT_ASKPASS: '/x',
    GIT_PAGER: '/x',
    GIT_TRACE: '2',
  };
  await runAll(home, 'w', { ...spy.env, dlubal_secret: 'x', ...programs });
  const spied = spy.spied();
  expect(spied).not.toMatch(/dlubal_/i);
  expect(spied).not.toMatch(/^GIT_(EXTERNAL_DIFF|SSH_COMMAND|ASKPASS|PAGER|TRACE)=/m);
  const calls = spied.split('\n').filter((line) => line.startsWith('--no-pager'));
  expect(calls.length).toBeGreaterThan(8);
  for (const setting of [
    'core.fsmonitor=false',
    'safe.bareRepository=explicit',
    'core.hooksPath=/dev/null',
    'protocol.allow=never',
  ]) {
    expect(calls.filter((call) => !call.includes(`-c ${setting} `))).toEqual([]);
  }
  for (const variable of [
    'GIT_NO_LAZY_FETCH=1',
    'GIT_OPTIONAL_LOCKS=0',
    'GIT_TERMINAL_PROMPT=0',
    'LC_ALL=C',
  ]) {
    expect(spied.split(`\n${variable}\n`).length - 1).toBe(calls.length);
  }
});

test.each([
  ['outside of a repository', () => {}, {}, /not in a git repository/],
  [
    'where the folder belongs to another user',
    repository,
    { GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' },
    /safe\.directory/,
  ],
  ['where git is not installed', repository, { PATH: '/nowhere' }, /Git is not installed/],
  ['with a path outside', repository, {}, /outside this repository/],
])('%s the reason is said, with exit code 2', async (title, prepare, env, says) => {
  using home = tempHome();
  mkdirSync(join(home.path, 'w'));
  prepare(home);
  const path = title.includes('path') ? ['--', '../..'] : [];
  for (const mode of ['--staged', '--history']) {
    const { code, err } = await runCli(['scan', mode, ...path], {
      home: home.path,
      cwd: join(home.path, 'w'),
      env: { ...GIT_ENV, ...env },
    });
    expect([code, err]).toEqual([2, expect.stringMatching(says)]);
  }
});

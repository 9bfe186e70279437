import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { dirname } from 'node:path';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { type TempHome, tempHome } from '@dlubal-kit/testing/temp-home';
import { describe, expect, test } from 'vitest';
import { bundledCli } from '../../../test/bundled-cli.js';
import { runCli } from '../../../test/run-cli.js';
import { COMPLETION_SCRIPTS } from './completion-scripts.js';

const KEY = madeKey();
const FILE = `[api_keys]\nproject_1 = ${KEY}\nproject two = ${KEY}\n${KEY} = ${KEY}\ndefault = ${KEY}\n`;

async function completed(home: TempHome, ...words: string[]): Promise<string[]> {
  const { code, out, err } = await runCli(['__complete', '--', ...words], { home: home.path });
  expect([code, err]).toEqual([0, '']);
  expectNoKey(KEY, out);
  return out.split('\n').filter(Boolean);
}

describe('completion offers', () => {
  test.each<[string[], string[]]>([
    [['ch'], ['check']],
    [['keys', 'sh'], ['keys show'.slice(5)]],
    [
      ['keys', 'use', ''],
      ['project_1', 'project two'],
    ],
    [['keys', 'rename', 'project_'], ['project_1']],
    [['keys', 'rename', 'project_1', ''], []],
    [['resolve', '--key-n'], ['--key-name']],
    [['resolve', '--key-name', 'project_'], ['project_1']],
    [['resolve', '--key-name=project_'], ['--key-name=project_1']],
    [['resolve', '--key-name', '=', 'project_'], ['--key-name=project_1']],
    [['keys', 'use', '--json', 'project_'], ['project_1']],
    [['completion', 'z'], ['zsh']],
    [['scan', ''], []],
    [['exec', '--', 'py'], []],
    [['nonsense', 'x', ''], []],
    [['__'], []],
    [['mock', 'ex'], ['exec']],
    [['--json', '--config', 'x', 'keys', 'sh'], ['show']],
    [['env', '--shell', 'f'], ['fish']],
    [['mock', '--certificate', 'e'], ['expired']],
    [['mock', 'rehearse', '--fail-on=bl'], ['--fail-on=blind-retry']],
    [['mock', 'rehearse', '--row', 'wrong-k'], ['wrong-key']],
    [['resolve', '--expect', 'n'], ['name=']],
    [['login', '--no-ch'], ['--no-check']],
  ])('%j → %j', async (words, offered) => {
    using home = tempHome();
    home.writeConfig(FILE);
    expect(await completed(home, ...words)).toEqual(offered);
  });

  test('every command at the start, except the one that only shells call', async () => {
    using home = tempHome();
    const offered = await completed(home, '');
    expect(offered).toEqual(expect.arrayContaining(['check', 'doctor', 'keys', 'scan', 'completion']));
    expect(offered).not.toContain('__complete');
  });

  test('no names, and no words, where config.ini cannot be read', async () => {
    using home = tempHome();
    home.writeConfig('[api_keys]\na = 1\na = 2\n');
    expect(await completed(home, 'keys', 'use', '')).toEqual([]);
  });
});

describe('as one file, the scripts call it by its path', () => {
  test.each([
    ['bash', '/opt/my tools/dlubal-auth', "< <('/opt/my tools/dlubal-auth' __complete --"],
    ['zsh', '/opt/dlubal-auth', "$('/opt/dlubal-auth' __complete --"],
    ['fish', '/opt/dlubal-auth', '("/opt/dlubal-auth" __complete --'],
    ['powershell', 'C:\\Tools\\dlubal-auth.exe', "& 'C:\\Tools\\dlubal-auth.exe' __complete --"],
    ['bash', "/home/o'brien/dlubal-auth", '< <(dlubal-auth __complete --'],
  ])('%s, %s', async (shell, executable, call) => {
    const { out } = await runCli(['completion', shell], { executable });
    expect(out).toContain(call);
  });
});

test('an unknown shell is refused with those that there are', async () => {
  const { code, err } = await runCli(['completion', 'tcsh']);
  expect([code, err]).toEqual([2, expect.stringContaining('bash, zsh, fish, powershell')]);
});

test('env knows every shell that can be completed, by the same names', async () => {
  const { out } = await runCli(['__complete', '--', 'env', '--shell', '']);
  expect(out.split('\n')).toEqual(expect.arrayContaining(Object.keys(COMPLETION_SCRIPTS)));
});

test('--json holds the script', async () => {
  const { out } = await runCli(['completion', 'fish', '--json']);
  expect(JSON.parse(out)).toMatchObject({
    ok: true,
    shell: 'fish',
    script: expect.stringContaining('__complete'),
  });
});

/** What each shell is told in order to complete a line, and prints, one candidate a line. */
const SHELLS: Readonly<Record<string, (line: string) => { args: string[] }>> = {
  bash: (line) => {
    const words = line.split(' ').map((word) => `'${word}'`);
    const script = `eval "$(dlubal-auth completion bash)"; COMP_WORDS=(${words.join(' ')}); COMP_CWORD=${words.length - 1}; _dlubal_auth; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return { args: ['--norc', '-c', script] };
  },
  zsh: (line) => {
    const words = line.split(' ').map((word) => `'${word}'`);
    // compadd works only inside the line editor; here it prints what it was given.
    const script = `compdef() { :; }; _files() { :; }; compadd() { print -rl -- "\${(@P)2}"; }; eval "$(dlubal-auth completion zsh)"; words=(${words.join(' ')}); CURRENT=${words.length}; _dlubal_auth`;
    return { args: ['-f', '-c', script] };
  },
  fish: (line) => ({
    args: ['--no-config', '-c', `dlubal-auth completion fish | source; complete -C '${line}'`],
  }),
};

const installed = (shell: string): boolean => spawnSync(shell, ['-c', 'exit 0']).status === 0;

describe.each(Object.keys(SHELLS))('in a real %s', (shell) => {
  const there = installed(shell);
  test.skipIf(!there)(
    there ? 'commands, options and names of keys are completed' : `(skipped: no ${shell})`,
    async () => {
      using home = tempHome();
      home.writeConfig(FILE);
      const tool = home.write(
        'bin/dlubal-auth',
        `#!/bin/sh\nexec "${process.execPath}" "${await bundledCli()}" "$@"\n`,
      );
      chmodSync(tool, 0o755);
      const complete = (line: string): string[] => {
        const env = {
          PATH: `${dirname(tool)}:/usr/bin:/bin`,
          HOME: home.path,
          XDG_CONFIG_HOME: `${home.path}/.config`,
        };
        const { args } = SHELLS[shell]?.(line) ?? { args: [] };
        const { stdout } = spawnSync(shell, args, { env, cwd: home.path, encoding: 'utf8', timeout: 10_000 });
        expectNoKey(KEY, stdout);
        return stdout.split('\n').filter(Boolean);
      };
      expect(complete('dlubal-auth keys sho')).toEqual(['show']);
      expect(complete('dlubal-auth keys use project_')).toEqual(['project_1']);
      expect(complete('dlubal-auth resolve --key-na')).toEqual(['--key-name']);
    },
  );
});

const pwsh = installed('pwsh');
test.skipIf(!pwsh)(
  pwsh ? 'PowerShell reads its script' : 'PowerShell (skipped: no pwsh on this machine)',
  async () => {
    const { out } = await runCli(['completion', 'powershell']);
    expect(spawnSync('pwsh', ['-NoProfile', '-Command', out]).status).toBe(0);
  },
);

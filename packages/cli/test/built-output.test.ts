import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { notOnWindows } from '@dlubal-kit/testing/skip-on-windows';
import { tempHome } from '@dlubal-kit/testing/temp-home';
import { describe, expect, test } from 'vitest';
import { BUILT_COMMANDS } from './built-commands.js';

const linux = test.skipIf(process.platform !== 'linux');
const titled = (title: string): string => notOnWindows(title, 'no bash, no /dev/full');

/** Runs a line of the shell in which "$AUTH" is the command. */
function shell(line: string, cwd: string, command: string): { code: number | null; err: string } {
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: cwd,
    XDG_CONFIG_HOME: join(cwd, '.config'),
    AUTH: command,
  };
  const { status, stderr } = spawnSync('bash', ['-c', line], { cwd, env, encoding: 'utf8' });
  return { code: status, err: stderr };
}

describe.each(BUILT_COMMANDS)('$name', ({ argv }) => {
  const command = argv.at(-1) ?? '';

  linux.each([
    ['a full disk', '"$AUTH" keys list --json > /dev/full', 'stdout could not be written: the disk is full.'],
    ['a full disk', '"$AUTH" --help > /dev/full', 'stdout could not be written: the disk is full.'],
    [
      'a closed pipe',
      '(sleep 0.2; "$AUTH" --help; echo $? > code) | true; sleep 5 & while [ ! -s code ]; do sleep 0.1; done; exit $(cat code)',
      'stdout could not be written: the program that read it has ended.',
    ],
  ])(titled('%s is one sentence and exit code 1'), (_what, line, says) => {
    using home = tempHome();
    expect(shell(line, home.path, command)).toEqual({ code: 1, err: `dlubal-auth: ${says}\n` });
  });

  linux.each(['resolve', 'keys list --config x.ini', 'scan'])(
    titled('%s in a removed directory says so in one sentence'),
    (words) => {
      using home = tempHome();
      const folder = join(home.path, 'gone');
      mkdirSync(folder);
      expect(shell(`cd gone && rmdir ../gone && "$AUTH" ${words}`, home.path, command)).toEqual({
        code: 1,
        err: 'dlubal-auth: The working directory no longer exists. Change to another directory.\n',
      });
    },
  );
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { tempHome } from '@dlubal-kit/testing/temp-home';
import { describe, expect, test } from 'vitest';
import { runCli } from '../../../test/run-cli.js';

const [A, B, NEW] = [madeKey(), madeKey(), madeKey()];
const FILE = `[api_keys]\nproject_1 = ${A}\nproject_2 = ${B}\ndefault = ${A}\n`;

async function logged(argv: readonly string[], log = 'keys.jsonl') {
  using home = tempHome();
  home.writeConfig(FILE);
  home.write('other.ini', `[api_keys]\nbridge = ${NEW}\n`);
  home.write('.dlubalrc', '');
  const env = { DLUBAL_AUDIT_LOG: join(home.path, log) };
  const run = await runCli(argv, { home: home.path, env, input: NEW });
  const text = (() => {
    try {
      return readFileSync(env.DLUBAL_AUDIT_LOG, 'utf8');
    } catch {
      return '';
    }
  })();
  for (const key of [A, B, NEW]) expectNoKey(key, text, run.out, run.err);
  const records = text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
  return { ...run, records, config: home.readConfig() };
}

describe('DLUBAL_AUDIT_LOG has a line for each change of', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['keys add', ['project_3', '--stdin'], ['added project_3']],
    ['keys use', ['project_2'], ['default-set project_2']],
    ['keys rename', ['project_2', 'tower'], ['renamed tower']],
    ['keys remove', ['project_2', '--yes'], ['removed project_2']],
    ['keys remove', ['default', '--yes'], ['default-removed project_1']],
    [
      'keys rotate',
      ['project_1', '--stdin', '--offline'],
      ['replaced project_1', 'added project_1.old', 'default-set project_1'],
    ],
    ['keys import', ['other.ini'], ['added bridge']],
    ['login', ['project_9', '--stdin'], ['added project_9']],
  ])('%s %s', async (name, args, changes) => {
    const { code, records } = await logged([...name.split(' '), ...args]);
    expect([code, records.map(({ action, name: key }) => `${action} ${key}`)]).toEqual([0, changes]);
    expect(new Set(records.map(({ program }) => program))).toEqual(new Set([`dlubal-auth ${name}`]));
  });

  test.each<[string, readonly string[]]>([
    ['a refused one', ['keys', 'add', 'project_1', '--stdin']],
    ['one that changes nothing', ['keys', 'use', 'project_1']],
    ['looking', ['keys', 'list']],
    ['rewritten lines', ['doctor', '--offline', '--fix']],
  ])('nothing, for %s', async (_, argv) => {
    expect((await logged(argv)).records).toEqual([]);
  });

  test('nothing lost, where the log cannot be written', async () => {
    const { code, err, config } = await logged(
      ['keys', 'use', 'project_2', '--json'],
      '.dlubalrc/keys.jsonl',
    );
    expect([code, config]).toEqual([0, expect.stringContaining(`default = ${B}`)]);
    expect(err).toMatch(/warning: The change was made, but it is not in the audit log/);
  });
});

import { EXIT_CODES } from '@dlubal-kit/auth-core';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { tempHome } from '@dlubal-kit/testing/temp-home';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../src/command-table.js';
import { runCli } from './run-cli.js';

const [A, B, TYPED] = [madeKey(), madeKey(), madeKey()];
const FILE = `[api_keys]\nproject_1 = ${A}\nproject_2 = ${B}\nhurt = ${A}0\ntwin = ${B}\ndefault = ${A}\n`;

/** Commands whose purpose is to give the key away. */
const REVEALS = new Set(['token', 'env']);

/** What a command is called with to get to its end. A command that is not here is called with its name alone. */
const CALLS: Readonly<Record<string, readonly string[]>> = {
  check: ['--offline'],
  login: ['--stdin'],
  'keys show': ['project_1'],
  'keys add': ['project_3', '--stdin'],
  'keys use': ['project_2'],
  'keys rename': ['project_1', 'bridge'],
  'keys remove': ['project_1', '--yes'],
  'keys rotate': ['project_1', '--stdin', '--offline'],
  'keys import': ['other.ini'],
  env: ['--shell', 'bash'],
  exec: ['--', 'true'],
  'mock exec': ['--', 'true'],
  'mock rehearse': ['--row', 'control', '--', 'true'],
  'mock check': ['s.yaml'],
  'mock drift': ['s.yaml'],
  'mock record': ['r.yaml', '--to', '127.0.0.1:9'],
  'budget set': ['--per-month', '3000', '--pool', 'acme'],
  'budget clear': ['--pool', 'acme'],
  completion: ['bash'],
  scan: ['.'],
};

const byName = new Map(COMMANDS.map(({ definition }) => [definition.name, definition]));
const names = [...byName.keys()];

async function runIn(argv: readonly string[], input: string = TYPED) {
  using home = tempHome();
  home.writeConfig(FILE);
  home.write('other.ini', `[api_keys]\nproject_1 = ${TYPED}\nnew = ${TYPED}\n`);
  home.write('s.yaml', 'version: 1\n');
  home.write('script.py', `key = "${A}"\n`);
  return runCli(argv, {
    home: home.path,
    input,
    runProgram: async () => ({ code: 0 }),
    captureProgram: async () => ({ code: 0, output: '' }),
  });
}

/** The command line of a command, with an option put before anything that belongs to another program. */
function lineOf(name: string, ...options: string[]): string[] {
  const call = CALLS[name] ?? [];
  const dashes = call.indexOf('--');
  const [ours, after] = dashes < 0 ? [call, []] : [call.slice(0, dashes), call.slice(dashes)];
  return [...name.split(' '), ...ours, ...options, ...after];
}

describe.each(names)('%s', (name) => {
  test('its help says what it does, and shows two examples of itself', async () => {
    const run = await runCli([...name.split(' '), '--help']);
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(run.out.startsWith(`dlubal-auth ${name}`)).toBe(true);
    const examples = run.out.split('\nExamples\n')[1]?.trim().split('\n') ?? [];
    expect(examples.filter((line) => line.includes(`dlubal-auth ${name}`)).length).toBeGreaterThanOrEqual(2);
    expect(await runCli(['help', ...name.split(' ')])).toEqual(run);
  });

  test('every line of its help fits a terminal', async () => {
    const { out } = await runCli([...name.split(' '), '--help']);
    expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  test('an unknown option is wrong usage, and a near one is named', async () => {
    const run = await runIn(lineOf(name, '--jsno'));
    expect(run).toMatchObject({ code: 2, out: name === 'env' ? 'false\n' : '' });
    expect(run.err).toContain(`"${name}" has no option --jsno. Did you mean --json?`);
  });

  test('one word too many is wrong usage, unless it takes any number', async () => {
    const { arguments: rows = {}, program } = byName.get(name) ?? {};
    if (Object.values(rows).some(({ many }) => many) || program !== undefined) return;
    const words = Object.values(rows).map(({ value = '' }) => value.toLowerCase());
    const run = await runIn([...name.split(' '), ...words, 'more']);
    expect(run.code).toBe(2);
  });

  test('--json prints one JSON value, whatever happens', async () => {
    // Standard output is the program's own.
    if (name === 'exec' || name === 'mock exec') return;
    const answers = [await runIn(lineOf(name, '--json')), await runIn([...name.split(' '), '--json'], '')];
    for (const { out } of answers) {
      for (const document of name === 'mock' ? out.trim().split('\n') : [out]) {
        expect(document.trim() === '' ? undefined : JSON.parse(document)).toBeTypeOf('object');
      }
      expect(out).not.toBe('');
    }
  });

  test('no output shows a key', async () => {
    const runs = [
      await runIn(lineOf(name)),
      await runIn(lineOf(name, '--json')),
      await runIn(lineOf(name, '--config', 'nowhere/config.ini')),
      await runIn([...name.split(' '), A, B, `--${TYPED}`]),
      await runIn([...name.split(' '), A]),
      await runIn([...name.split(' '), `--${A}=${B}`, '--json']),
      await runIn([...name.split(' '), '--help', A]),
    ];
    for (const [index, run] of runs.entries()) {
      for (const key of [A, B, TYPED]) {
        if (REVEALS.has(name) && run.code === 0 && index < 2) expect(run.out).toContain(A);
        else expectNoKey(key, run);
        expectNoKey(key, run.err);
      }
    }
  });
});

test('a wrong command names the nearest, also within a group', async () => {
  expect((await runCli(['chekc'])).err).toContain('Did you mean "check"?');
  expect((await runCli(['keys', 'lits'])).err).toContain('Did you mean "keys list"?');
  expect((await runCli(['mock', 'exc'])).err).toContain('Did you mean "mock exec"?');
  expect((await runCli(['keys'])).err).toContain('"keys" needs a subcommand: list, ');
  for (const argv of [['chekc'], ['keys', 'lits'], ['keys'], [A], ['keys', A]]) {
    const run = await runCli(argv);
    expect(run.code).toBe(2);
    expectNoKey(A, run);
  }
});

test('global options can precede the command, and no others', async () => {
  using home = tempHome();
  home.writeConfig(FILE);
  const config = ['--config', home.configPath];
  const before = await runCli(['--json', ...config, 'keys', 'list'], { home: home.path });
  expect(before).toEqual(await runCli(['keys', 'list', '--json', ...config], { home: home.path }));
  expect((await runCli(['--json', 'keys', 'list', '--json'])).err).toContain('--json is given twice');
  expect((await runCli(['--url', '10.0.0.5', 'check'])).err).toContain('dlubal-auth <command> --url');
  expect((await runCli(['--jsno', 'check'])).err).toContain('Did you mean --json?');
  const key = await runCli([`--${A}`, 'check']);
  expect(key).toMatchObject({ code: 2, err: expect.stringContaining('Treat this key as compromised') });
  expectNoKey(A, key);
});

test('the overview has a line for each command and each group, and fits a screen', async () => {
  const { out } = await runCli(['--help']);
  for (const name of names) {
    const [first, second] = name.split(' ');
    const line = out.split('\n').find((each) => each.startsWith(`  ${first} `));
    expect([name, line !== undefined]).toEqual([name, true]);
    if (second !== undefined) expect(out).toContain(second);
  }
  expect(out.trimEnd().split('\n').length).toBeLessThanOrEqual(24);
});

test.each(['keys', 'mock'])('%s --help lists the subcommands', async (group) => {
  const { code, out } = await runCli([group, '--help']);
  expect(code).toBe(0);
  for (const name of names.filter((each) => each.startsWith(`${group} `)))
    expect(out).toContain(`  ${name} `);
});

test('help exit-codes says what each means', async () => {
  const { out } = await runCli(['help', 'exit-codes']);
  for (const [code, meaning] of Object.entries(EXIT_CODES)) {
    expect(out.replace(/\s+/g, ' ')).toContain(`${code} ${meaning}`);
  }
});

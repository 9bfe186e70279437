import { existsSync } from 'node:fs';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { askPython, findPython } from '@dlubal-kit/testing/python-peer';
import { tempHome } from '@dlubal-kit/testing/temp-home';
import { expect, test } from 'vitest';
import { runCli } from './run-cli.js';

const [KEY, NEW] = [madeKey(), madeKey()];
const FILE = `; by hand\n[api_keys]\nproject_1 = ${KEY}\n`;
const python = findPython(['configparser']);

const REFUSED: readonly (readonly [string, string, RegExp])[] = [
  ['the empty name', '', /the name is empty\. Give one, for example project_1/],
  ['an equals sign', 'a=b', /it holds "=" or ":", which end a name/],
  ['a colon', 'a:b', /it holds "=" or ":", which end a name/],
  ['a bracket in front', '[api_keys]', /it begins with "\[", which begins a section/],
  ['a hash in front', '#a', /it begins with "#" or ";", which begin a comment/],
  ['a semicolon in front', ';a', /it begins with "#" or ";", which begin a comment/],
  ['a blank in front', ' a', /it begins or ends with white space/],
  ['blanks alone', '  ', /it begins or ends with white space/],
  ['a line feed', 'a\nb', /it holds a line break/],
  ['a section smuggled in', 'a\n[x]\nb', /it holds a line break/],
  ['a carriage return', 'a\rb', /it holds a line break/],
  ['an escape sequence', 'a\u001b[2J', /it holds|has a control character/],
  ['a turned text direction', 'a\u202eb', /has a control character/],
  ['half a character', 'a\ud83d', /lone surrogate/],
  ['10,000 letters', 'x'.repeat(10_000), /has 10000 characters, and at most 200 are allowed/],
  ['default', 'default', /"default" is not a name/],
  ['Default', 'Default', /"default" is not a name/],
];

test.each(REFUSED)('%s is refused as a new name, and the file stays', async (_title, name, says) => {
  using home = tempHome();
  home.writeConfig(FILE);
  for (const argv of [
    ['keys', 'add', '--stdin', '--', name],
    ['keys', 'add', '--stdin', '--force', '--json', '--', name],
    ['keys', 'add', '--stdin', '--keyring', '--', name],
    ['keys', 'rename', '--', 'project_1', name],
  ]) {
    const run = await runCli(argv, { home: home.path, input: NEW });
    expect(run.err).toMatch(says);
    expect(run.err.length).toBeLessThan(600);
    expect(run.code).toBe(2);
    expect(home.readConfig()).toBe(FILE);
    expectNoKey(NEW, run);
  }
});

test.each(REFUSED)('%s names nothing that is stored, and the file stays', async (_title, name) => {
  if (name.toLowerCase() === 'default') return;
  using home = tempHome();
  home.writeConfig(FILE);
  for (const argv of [
    ['keys', 'use', '--', name],
    ['keys', 'show', '--reveal', '--', name],
    ['keys', 'remove', '--yes', '--', name],
    ['keys', 'rotate', '--stdin', '--offline', '--', name],
    ['keys', 'rename', '--', name, 'other'],
  ]) {
    const run = await runCli(argv, { home: home.path, input: NEW });
    expect([argv, run.code]).toEqual([argv, 3]);
    expect(run.err).toMatch(/^dlubal-auth: \[key-unknown-name\] config\.ini has no key named .+\. .+\n$/);
    expect(run.err.length).toBeLessThan(300);
    expect(home.readConfig()).toBe(FILE);
  }
});

const TAKEN = [
  'two words',
  'Brücke',
  '100%',
  '%(x)s',
  'a[0]',
  'a#b',
  'a;b',
  '🏗',
  '__proto__',
  'constructor',
  '-x',
];

test.each(TAKEN)('%j is a name: it is stored, found, renamed and removed', async (name) => {
  using home = tempHome();
  home.writeConfig(FILE);
  const stored = name.toLowerCase();
  const keys = (...argv: string[]) => runCli(['keys', ...argv], { home: home.path, input: NEW });
  expect(await keys('add', '--stdin', '--', name)).toMatchObject({ code: 0 });
  const shown = await keys('show', '--json', '--reveal', '--', name);
  expect(JSON.parse(shown.out).key).toMatchObject({ name: stored, revealed: NEW });
  const list = await keys('list', '--json');
  expect(JSON.parse(list.out).keys.map((key: { name: string }) => key.name)).toEqual(['project_1', stored]);
  expect(await keys('rename', '--', name, 'plain')).toMatchObject({ code: 0 });
  expect(await keys('rename', '--', 'plain', name)).toMatchObject({ code: 0 });
  expect(await keys('remove', '--yes', '--', name)).toMatchObject({ code: 0 });
  expect(home.readConfig().replace(/^default = .*\n/m, '')).toBe(FILE);
});

test.skipIf(!python.found)(
  `Python's configparser reads those names too${python.found ? '' : ` (skipped: ${python.because})`}`,
  async () => {
    if (!python.found) return;
    using home = tempHome();
    for (const name of TAKEN) {
      await runCli(['keys', 'add', '--stdin', '--', name], { home: home.path, input: NEW });
    }
    const program = `import configparser, json, sys
config = configparser.ConfigParser()
config.read_string(json.load(sys.stdin))
print(json.dumps(dict(config['api_keys'])))`;
    const read = askPython(python.path, program, home.readConfig());
    const wanted = Object.fromEntries([...TAKEN.map((name) => [name.toLowerCase(), NEW]), ['default', NEW]]);
    expect(read).toEqual(wanted);
  },
);

test('a refused name makes no file and no folder', async () => {
  using home = tempHome();
  await runCli(['keys', 'add', '--stdin', '--', 'a=b'], { home: home.path, input: NEW });
  await runCli(['keys', 'use', 'nobody'], { home: home.path });
  expect(existsSync(home.configPath)).toBe(false);
  expect(existsSync(`${home.path}/.config`)).toBe(false);
});

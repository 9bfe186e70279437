import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { type TempHome, tempHome } from '@dlubal-kit/testing/temp-home';
import { describe, expect, test } from 'vitest';
import { type CliRun, type RunCliOptions, runCli } from '../../../test/run-cli.js';

const [KEY, NEW] = [madeKey(), madeKey()];
const FILE = `[api_keys]\nproject_1 = ${KEY}\n`;

type Way = (home: TempHome, text: string, env?: Record<string, string>) => Promise<CliRun>;

const run = (home: TempHome, argv: string[], more: RunCliOptions) =>
  runCli(['keys', ...argv], { home: home.path, ...more });

/** Every way in which a command stores a key, over one that is there where that is possible. */
const WAYS: Readonly<Record<string, Way>> = {
  'add --stdin --force': (home, input, env = {}) =>
    run(home, ['add', 'project_1', '--stdin', '--force', '--yes'], { input, env }),
  'add at the prompt': (home, text, env = {}) =>
    run(home, ['add', 'project_1', '--force', '--yes'], { answers: [text], env }),
  rotate: (home, input, env = {}) =>
    run(home, ['rotate', 'project_1', '--stdin', '--port', '1'], { input, env }),
  'rotate --offline': (home, input, env = {}) =>
    run(home, ['rotate', 'project_1', '--stdin', '--offline'], { input, env }),
  login: (home, input, env = {}) => runCli(['login', 'other', '--stdin'], { home: home.path, input, env }),
  import: (home, text, env = {}) => {
    home.write('old.ini', `[api_keys]\nproject_1 = ${text.replaceAll('%', '%%')}\n`);
    return run(home, ['import', 'old.ini', '--replace', '--yes'], { env });
  },
};

/** One of each kind; all of them are in key-flaws.test.ts. */
const TEXTS = [
  ...['null', 'undefined', 'None', '***', '$DLUBAL_API_KEY', 'YOUR_API_KEY', '<your key>', 'secret'],
  ...[`DLUBAL_API_KEY=${NEW}`, `"${NEW}"`, `Bearer ${NEW}`, `${NEW} ; bridge`, `${NEW}${NEW}`, NEW.slice(1)],
  ...[NEW.slice(0, -1), `{"api_key":"${NEW}"}`, `ak-\u2026${NEW.slice(-4)}`, 'https://vault.example/key'],
];

describe.for(Object.entries(WAYS))('keys %s', ([title, way]) => {
  test.for(TEXTS)('does not store %s', async (text) => {
    using home = tempHome();
    home.writeConfig(FILE);
    const done = await way(home, text);
    expect(home.readConfig()).toBe(FILE);
    // An import leaves out what is not a key, and says so.
    if (title !== 'import') expect(done).toMatchObject({ code: 3, out: '' });
    expectNoKey(NEW, done);
    expectNoKey(KEY, done);
  });
});

test('the reason helps', async () => {
  using home = tempHome();
  const done = await WAYS.login?.(home, `DLUBAL_API_KEY=${NEW}`);
  expect(done?.err).toContain('paste only what follows the equals sign. Nothing was stored.');
});

test('DLUBAL_API_KEY_FORMAT=any stores a new form of key, and nothing that no header can carry', async () => {
  using home = tempHome();
  const env = { DLUBAL_API_KEY_FORMAT: 'any' };
  const add = (input: string) => run(home, ['add', 'p', '--stdin', '--force', '--yes'], { input, env });
  expect(await add('dk2_new-form')).toMatchObject({ code: 0, err: expect.not.stringContaining('look like') });
  expect(await add('two words')).toMatchObject({ code: 3, err: expect.stringContaining('is a space') });
  expect(home.readConfig()).toBe('[api_keys]\np = dk2_new-form\ndefault = dk2_new-form\n');
  expect((await runCli(['token'], { home: home.path, env })).out).toContain('dk2_new-form');
  expect((await runCli(['token'], { home: home.path })).code).toBe(3);
  expect((await run(home, ['list'], { env: { DLUBAL_API_KEY_FORMAT: 'all' } })).code).toBe(8);
});

describe('the only copy of a key', () => {
  const TWO = `[api_keys]\nproject_1 = ${KEY}\nproject_2 = ${NEW}\n`;
  const UNNAMED = `[api_keys]\nproject_2 = ${NEW}\ndefault = ${KEY}\n`;
  const other = madeKey();
  const THEIRS = `[api_keys]\nproject_1 = ${other}\n`;

  /** Commands that would lose KEY: the file before, the arguments, what is on stdin, what is typed first. */
  const LOSSES: readonly [title: string, file: string, argv: string[], input: string, typed: string[]][] = [
    ['add --force', TWO, ['add', 'project_1', '--force'], other, [other]],
    ['rotate --drop-old', TWO, ['rotate', 'project_1', '--offline', '--drop-old'], other, [other]],
    ['import --replace', TWO, ['import', 'old.ini', '--replace'], '', []],
    ['use', UNNAMED, ['use', 'project_2'], '', []],
    ['remove', TWO, ['remove', 'project_1'], '', []],
  ];

  test.for(LOSSES)('%s needs --yes where nobody can be asked', async ([, file, argv, input]) => {
    using home = tempHome();
    home.writeConfig(file);
    home.write('old.ini', THEIRS);
    const stdin = input === '' ? [] : ['--stdin'];
    const refused = await run(home, [...argv, ...stdin], { input });
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining('--yes') });
    expect(refused.err).toContain('the only stored copy of this key');
    expect(home.readConfig()).toBe(file);
    const done = await run(home, [...argv, ...stdin, '--yes'], { input });
    expect(done).toMatchObject({ code: 0, err: expect.stringContaining('the only stored copy of this key') });
    expect(home.readConfig()).not.toContain(KEY);
    expectNoKey(KEY, refused, done);
  });

  test.for(LOSSES)('%s asks on a terminal', async ([, file, argv, , typed]) => {
    using home = tempHome();
    home.writeConfig(file);
    home.write('old.ini', THEIRS);
    const refused = await run(home, argv, { answers: [...typed, 'n'] });
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('Dlubal shows a key only once');
    expect(home.readConfig()).toBe(file);
    expect((await run(home, argv, { answers: [...typed, 'y'] })).code).toBe(0);
    expect(home.readConfig()).not.toContain(KEY);
  });

  test.for(LOSSES)('%s asks nothing where another name has the key', async ([, file, argv, input, typed]) => {
    using home = tempHome();
    home.writeConfig(`${file}spare = ${KEY}\n`);
    home.write('old.ini', THEIRS);
    const answers = argv[0] === 'remove' ? ['y'] : typed;
    const done = await run(home, argv, { input, answers });
    expect(done).toMatchObject({ code: 0, err: expect.not.stringContaining('only stored copy') });
    expect(home.readConfig()).toContain(`spare = ${KEY}`);
  });
});

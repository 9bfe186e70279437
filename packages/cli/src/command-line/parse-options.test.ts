import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { describe, expect, test } from 'vitest';
import { type Definition, define, type OptionsOf } from './definition.js';
import { parseOptions } from './parse-options.js';
import { choice, flag, keyName, many, path, port, required, text, whole } from './values.js';

const base = { summary: 's', examples: ['a', 'b'] } as const;
const EXEC = define({
  ...base,
  name: 'exec',
  options: { 'key-name': text('NAME', 'h') },
  program: 'COMMAND [ARGUMENT...]',
});
const SHOW = define({
  ...base,
  name: 'show',
  arguments: { name: required(keyName('NAME', 'h')), more: many(text('MORE', 'h')) },
  options: {
    'drop-old': flag('h'),
    limit: whole('requests', 'N', 'h'),
    size: whole('MiB', 'MIB', 'h', { min: 1, max: 512 }),
    port: port('h'),
    shell: choice(['bash', 'fish'], 'SHELL', 'h', { sh: 'bash' }),
    row: many(text('NAME', 'h')),
    offline: flag('h'),
    'ca-out': path('FILE', 'h'),
    tls: flag('h'),
  },
  excludes: [['drop-old', 'offline']],
  needs: { 'ca-out': ['tls'] },
  moved: { check: 'mock check FILE' },
});
const NEEDS = define({ ...base, name: 'needs', options: { to: required(text('HOST', 'h')) } });

const parse = (definition: unknown, ...argv: string[]) => parseOptions(definition as Definition, argv);

test('options are read, in camelCase, with their arguments', () => {
  expect(
    parse(SHOW, 'a', '--drop-old', '--limit', '3', '--row=x', '--row', 'y', 'b', '--shell', 'SH', '--json'),
  ).toMatchObject({
    ...{ name: 'a', more: ['b'], dropOld: true, limit: 3, row: ['x', 'y'], shell: 'bash' },
    ...{ offline: false, port: undefined, json: true, quiet: false },
  });
});

test('what follows -- reaches the program untouched', () => {
  const program = ['node', '--json', '--', '-h', '--key-name', '', 'a b'];
  expect(parse(EXEC, '--key-name', 'x', '--', ...program)).toMatchObject({
    keyName: 'x',
    json: false,
    program,
  });
});

test('elsewhere -- lets a name begin with a dash', () => {
  expect(parse(SHOW, '--', '--key-name')).toMatchObject({ name: '--key-name' });
});

test('a value can begin with a dash when it is written with =', () => {
  expect(parse(SHOW, 'a', '--row=--offline', '--row', '-')).toMatchObject({ row: ['--offline', '-'] });
});

describe('wrong usage', () => {
  const wrong: [argv: string[], says: string][] = [
    [['a', '--port'], '--port needs a value. Write --port PORT.'],
    [['a', '--port', '--offline'], '--port needs a value, but "--offline" follows'],
    [['a', '--port', '-1'], 'write --port=-1'],
    [['a', '--port='], '--port needs a value that is not empty'],
    [['a', '--port', ''], '--port needs a value that is not empty'],
    [['a', '--offline=1'], '--offline takes no value.'],
    [['a', '--offline='], '--offline takes no value.'],
    [['a', '--tls', '--tls'], '--tls is given twice. Give it once.'],
    [['a', '--port', '1', '--port=2'], '--port is given twice.'],
    [['a', '--ofline'], '"show" has no option --ofline. Did you mean --offline?'],
    [['a', '-json'], '"show" has no option -json. Did you mean --json?'],
    [['a', '-x'], '"show" has no option -x.'],
    [['a', '--zzzzzzzz=1'], '"show" has no option --zzzzzzzz. See "dlubal-auth show --help".'],
    [['a', '--check'], '"show" has no option --check any more. Write: dlubal-auth mock check FILE'],
    [[], '"show" needs NAME. Write: dlubal-auth show NAME [MORE...]'],
    [['a', '--limit', '1.5'], '--limit must be a whole number of requests, got "1.5".'],
    [['a', '--size', '0'], '--size must be a whole number of MiB from 1 to 512'],
    [['a', '--port', '65536'], '--port must be a number from 0 to 65535'],
    [['a', '--shell', 'fisch'], '--shell must be one of bash, fish, got "fisch". Did you mean fish?'],
    [['a', '--offline', '--drop-old'], '--drop-old and --offline exclude each other. Give one of them.'],
    [['a', '--ca-out', 'x'], '--ca-out needs --tls.'],
  ];
  test.for(wrong)('%j', ([argv, says]) => {
    expect(() => parse(SHOW, ...argv)).toThrow(says);
  });

  test('a program without --, none behind it, a missing option, and an argument too many', () => {
    expect(() => parse(EXEC, 'node', 'x')).toThrow('"exec" needs "--" before the program');
    expect(() => parse(EXEC, '--')).toThrow(
      '"exec" needs a program after "--". Write: dlubal-auth exec -- COMMAND',
    );
    expect(() => parse(NEEDS)).toThrow('"needs" needs --to HOST.');
    expect(() => parse(NEEDS, '--to', 'x', 'y')).toThrow('"needs" takes no arguments, got "y".');
  });

  test.each(['__proto__', 'constructor', 'toString'])(
    '--%s is an unknown option like any other',
    (option) => {
      expect(() => parse(SHOW, 'a', `--${option}`)).toThrow(/has no option/);
    },
  );

  test('advice about keys comes when an argument looks like one', () => {
    const key = madeKey();
    for (const argv of [['--to', 'x', key], [`--${key}`], [`--to-do=${key}`]]) {
      const said = (() => {
        try {
          return parse(NEEDS, ...argv);
        } catch (error) {
          return (error as Error).message;
        }
      })();
      expect(said).toContain('Treat this key as compromised');
    }
    expect(() => parse(NEEDS, '--to', 'x', 'word')).not.toThrow(/compromised/);
    expectNoKey(key, 'the message is masked where it is printed');
  });
});

test('what run gets has the types of the definition, and nothing else', () => {
  type Options = OptionsOf<typeof SHOW>;
  const options = parse(SHOW, 'a') as unknown as Options;
  const typed: [string, readonly string[], boolean, number | undefined, 'bash' | 'fish' | undefined] = [
    options.name,
    options.more,
    options.dropOld,
    options.limit,
    options.shell,
  ];
  expect(typed).toEqual(['a', [], false, undefined, undefined]);
  // @ts-expect-error a misspelt option does not compile
  expect(options.dropold).toBeUndefined();
  // @ts-expect-error nor does the name of the command line
  expect(options['drop-old']).toBeUndefined();
  // @ts-expect-error nor one option too many in the exclusions
  define({ ...base, name: 'x', options: { a: flag('h') }, excludes: [['a', 'b']] });
  const program: readonly [string, ...string[]] = (
    parse(EXEC, '--', 'x') as unknown as OptionsOf<typeof EXEC>
  ).program;
  expect(program).toEqual(['x']);
});

import { readFileSync } from 'node:fs';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { describe, expect, test } from 'vitest';
import { editConfig } from '../config/edit/edit-config.js';
import { parseConfig } from '../config/parse-config.js';
import { KeyResolutionError } from './key-resolution-error.js';
import type { ResolveInput } from './resolve-input.js';
import { resolveKey } from './resolve-key.js';

interface Row {
  readonly title: string;
  readonly config: string | null;
  readonly name: string | null;
  readonly value: string | null;
  readonly expect: { readonly value: string | null; readonly name: string | null };
  readonly config_after: string | null;
}

const rows: readonly Row[] = JSON.parse(
  readFileSync(new URL('../../vectors/resolution.json', import.meta.url), 'utf8'),
);

/** What a config.ini means: sections, and the entries of `[api_keys]`. */
function meaning(text: string | null): unknown {
  const config = parseConfig(text ?? '');
  if (!config.ok) throw config.error;
  return {
    sections: config.sections,
    keys: new Map([...(config.apiKeys ?? [])].map(([n, e]) => [n, e.value])),
  };
}

function failureOfResolving(input: ResolveInput): KeyResolutionError {
  try {
    resolveKey(input);
  } catch (error) {
    if (error instanceof KeyResolutionError) return error;
    throw error;
  }
  throw new Error('a key was resolved');
}

/** Rows in which the official client sends `Bearer None`, or a header without a key: errors here. */
const REFUSED: Readonly<Record<string, string>> = {
  'unknown name': 'key-unknown-name',
  'neither, no default': 'key-missing',
  'neither, no file': 'key-missing',
  'neither, empty file': 'key-missing',
  'neither, other section only': 'key-missing',
  'empty stored value': 'key-malformed',
};

describe('a key is picked and remembered as the official client does', () => {
  test.each(rows)('$title', ({ title, config, name, value, expect: wanted, config_after }) => {
    const kind = REFUSED[title];
    if (kind !== undefined) {
      expect(failureOfResolving({ name, value, config }).kind).toBe(kind);
      expect(config_after).toBe(config);
      return;
    }
    const resolved = resolveKey({ name, value, config });
    expect(resolved.key.reveal()).toBe(wanted.value);
    expect(resolved.name ?? null).toBe(wanted.name);
    const stored = resolved.edit === undefined ? config : editConfig(config ?? '', resolved.edit);
    expect(meaning(stored)).toEqual(meaning(config_after));
  });
});

const [A, B, C] = [madeKey(), madeKey(), madeKey()];
const FILE = `[api_keys]\nproject_1 = ${A}\nproject_2 = ${B}\ndefault = ${A}\n`;

describe('places', () => {
  test.each<[string, ResolveInput, string, string | undefined, string]>([
    ['a value wins over all', { value: C, env: { DLUBAL_API_KEY: B } }, C, undefined, 'option-value'],
    [
      'a name wins over the environment',
      { name: 'project_2', env: { DLUBAL_API_KEY: C } },
      B,
      'project_2',
      'option-name',
    ],
    [
      'DLUBAL_API_KEY wins over DLUBAL_API_KEY_NAME',
      { env: { DLUBAL_API_KEY: C, DLUBAL_API_KEY_NAME: 'project_2' } },
      C,
      undefined,
      'env-value',
    ],
    [
      'DLUBAL_API_KEY_NAME wins over .dlubalrc',
      { env: { DLUBAL_API_KEY_NAME: 'project_2' }, settings: 'key_name = project_1' },
      B,
      'project_2',
      'env-name',
    ],
    [
      'the .dlubalrc of the project wins over that of the home folder',
      { settings: 'key_name = project_2', homeSettings: 'key_name = project_1' },
      B,
      'project_2',
      'settings',
    ],
    [
      'the .dlubalrc of the home folder wins over the default',
      { homeSettings: 'key_name = project_2' },
      B,
      'project_2',
      'home-settings',
    ],
    [
      'the keyring gives a name that config.ini does not hold',
      { name: 'bridge', keyring: { value: C } },
      C,
      'bridge',
      'keyring',
    ],
    ['.dlubalrc wins over the default', { settings: { keyName: 'project_2' } }, B, 'project_2', 'settings'],
    ['the default comes last', {}, A, 'project_1', 'default'],
    [
      'empty texts are as absent',
      { value: '', name: '', env: { DLUBAL_API_KEY: '', DLUBAL_API_KEY_NAME: '' } },
      A,
      'project_1',
      'default',
    ],
  ])('%s', (_, input, value, name, source) => {
    const resolved = resolveKey({ ...input, config: FILE });
    expect([resolved.key.reveal(), resolved.name, resolved.source]).toEqual([value, name, source]);
  });

  test('a value needs no config.ini that can be read', () => {
    const resolved = resolveKey({ value: C, name: 'new', config: 'junk\n' });
    expect(resolved.edit).toBeUndefined();
    expect(resolved.warnings.join()).toMatch(
      /config.ini cannot be read, so nothing is remembered in it. .*line 1/,
    );
  });

  test.each<[string, ResolveInput]>([
    ['a .dlubalrc of the project', { settings: 'key_name = project_2' }],
    ['a .dlubalrc of the home folder', { homeSettings: 'key_name = project_2' }],
    ['the keyring', { name: 'bridge', keyring: { value: C } }],
  ])('a key from %s does not become the default', (_, input) => {
    expect(resolveKey({ ...input, config: FILE }).edit).toBeUndefined();
  });

  test('a name from the environment becomes the default too', () => {
    const { edit } = resolveKey({ env: { DLUBAL_API_KEY_NAME: 'project_2' }, config: FILE });
    expect(editConfig(FILE, edit ?? {})).toBe(FILE.replace(`default = ${A}`, `default = ${B}`));
  });
});

describe('what cannot be resolved is said before any call', () => {
  test('an unknown name comes with the nearest ones', () => {
    const error = failureOfResolving({ name: 'project_3', config: FILE });
    expect(error).toMatchObject({
      kind: 'key-unknown-name',
      keyName: 'project_3',
      nearest: ['project_1', 'project_2'],
    });
    expect(error.message).toContain(
      'config.ini has no key named project_3 (name given by apiKeyName). Did you mean project_1 or project_2?',
    );
    expect(error.failure).toMatchObject({
      kind: 'key-unknown-name',
      exitCode: 3,
      billed: 'no',
      origin: 'local',
    });
  });

  test('with no name near, the names that are there are listed', () => {
    expect(failureOfResolving({ name: 'tower', config: FILE }).message).toContain(
      'Use one that config.ini has: project_1, project_2.',
    );
    expect(failureOfResolving({ name: 'tower' }).message).toContain('config.ini has no key');
  });

  test.each<[string, ResolveInput, string]>([
    ['no key at all', {}, 'npx dlubal-auth login'],
    ['names without a default', { config: '[api_keys]\nproject_1 = x\n' }, 'npx dlubal-auth keys use NAME'],
    ['a name where none is stored', { name: 'bridge' }, 'npx dlubal-auth login NAME'],
  ])('%s: the remedy has the command that helps', (_, input, command) => {
    expect(failureOfResolving(input).failure.remedy).toContain(command);
  });

  test('a file that cannot be read is told by line', () => {
    const error = failureOfResolving({ name: 'a', config: '[api_keys]\na = 1\na = 2\n' });
    expect(error).toMatchObject({ kind: 'config-syntax', line: 3 });
    expect(failureOfResolving({ config: '[api_keys]\nA = 1\na = 2\n' }).kind).toBe('config-syntax');
  });

  test('a value that cannot be interpolated is told by line', () => {
    const error = failureOfResolving({ config: `[api_keys]\ndefault = %(gone)s\n` });
    expect(error).toMatchObject({ kind: 'config-syntax', line: 2 });
    expect(error.message).toContain('that name does not exist');
  });

  const hex = A.slice(3);
  test.each([
    ['a carriage return at its end', `${A}\r`, 'character 52 is a carriage return'],
    ['a line feed inside', `${A.slice(0, 20)}\n${A.slice(20)}`, 'character 21 is a line feed'],
    ['a space at its end', `${A} `, 'character 52 is a space'],
    ['a no-break space in front', `\u00a0${A}`, 'character 1 is a no-break space'],
    ['quotes around it', `"${A}"`, 'quotation marks'],
    ['Bearer in front', `Bearer ${A}`, 'begins with "Bearer"'],
    ['a letter that is not ASCII', `ak-${hex.slice(0, 47)}é`, 'character 51 is a non-ASCII character'],
    ['two keys joined', A + B, '2 keys joined'],
    ['an en dash', `ak\u2013${hex}`, 'character 3 is an en dash'],
    ['47 digits', A.slice(0, -1), '47 hexadecimal digits, not 48'],
    ['a letter that is not a digit', `ak-${hex.slice(0, 47)}g`, 'character 51 is not a hexadecimal digit'],
  ])('a key with %s is refused by position and class', (_, value, says) => {
    for (const input of [{ value }, { env: { DLUBAL_API_KEY: value } }]) {
      const error = failureOfResolving(input);
      expect(error.kind).toBe('key-malformed');
      expect(error.message).toContain(says);
      expectNoKey(A, error);
      expect(error.message).not.toContain(hex.slice(0, 12));
    }
  });

  test('a text that is not a key at all passes with a warning, as the official client sends it', () => {
    expect(resolveKey({ value: 'secret' }).warnings).toEqual([
      'the key given as a value: this does not look like an API key: it does not begin with "ak-" (is it the name of a key? give names as the key name).',
    ]);
  });

  test('a default that no name holds comes with a warning', () => {
    expect(resolveKey({ config: `[api_keys]\na = ${A}\ndefault = ${B}\n` }).warnings.join()).toMatch(
      /has no name there/,
    );
  });

  test('a name that cannot be stored does not keep the key from being used', () => {
    const resolved = resolveKey({ value: C, name: 'a=b', config: FILE });
    expect(resolved.edit).toBeUndefined();
    expect(resolved.warnings.join()).toMatch(/"a=b" cannot be written, it holds "="/);
  });
});

test('nothing that is resolved or refused shows a key', () => {
  const inputs: ResolveInput[] = [
    { value: A, name: B, config: FILE },
    { value: A, name: 'project_2', config: FILE },
    { name: A, config: FILE },
    { name: A },
    { config: `[api_keys]\n${A} = 1\n${A} = 2\n` },
    { config: `[api_keys]\ndefault = ${A}x\n` },
    { env: { DLUBAL_API_KEY_NAME: A }, config: FILE },
  ];
  for (const input of inputs) {
    try {
      expectNoKey(A, { ...resolveKey(input), ...(input.name === A ? { name: '' } : {}) });
    } catch (error) {
      expect(error).toBeInstanceOf(KeyResolutionError);
      expectNoKey(A, error);
    }
  }
});

test.each<[string, unknown]>([
  ['an unknown field', { apiKey: madeKey() }],
  ['a number as the key', { value: 5 }],
  ['an object as the key', { value: { secret: madeKey() } }],
  ['a list as the name', { name: ['ci'] }],
  ['a text as the environment', { env: 'DLUBAL_API_KEY=x' }],
  ['a number as config.ini', { config: 5 }],
  ['an unknown form of keys', { keyFormat: 'all' }],
])('%s is refused, not resolved', (_, input) => {
  expect(() => resolveKey(input as ResolveInput)).toThrow(/^\[client-misuse\]/);
});

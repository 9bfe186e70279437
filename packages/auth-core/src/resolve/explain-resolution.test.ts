import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { expect, test } from 'vitest';
import { explainResolution } from './explain-resolution.js';

const [A, B] = [madeKey(), madeKey()];
const config = `[api_keys]\nproject_1 = ${A}\nproject_2 = ${B}\ndefault = ${A}\n`;

test('every place is listed in order, with what was there and why it won or lost', () => {
  const { considered, resolved } = explainResolution({
    env: { DLUBAL_API_KEY_NAME: 'project_2' },
    settings: { keyName: 'project_1' },
    config,
  });
  expect(considered.map(({ place, outcome, held }) => [place, outcome, held])).toEqual([
    ['option-value', 'absent', undefined],
    ['option-name', 'absent', undefined],
    ['env-value', 'absent', undefined],
    ['env-name', 'chosen', 'project_2'],
    ['settings', 'shadowed', 'project_1'],
    ['home-settings', 'absent', undefined],
    ['keyring', 'absent', undefined],
    ['default', 'shadowed', `ak-…${A.slice(-4)}`],
  ]);
  expect(considered[4]?.why).toBe('DLUBAL_API_KEY_NAME comes first');
  expect(resolved?.key.reveal()).toBe(B);
});

test('a name given with a value names it', () => {
  const { considered } = explainResolution({ value: A, name: 'bridge', config });
  expect(considered[1]).toMatchObject({ outcome: 'used-as-name', held: 'bridge' });
});

test('a place that holds something wrong is told as refused, with the reason', () => {
  const { considered, error } = explainResolution({ name: 'project_9', config });
  expect(considered[1]).toMatchObject({ outcome: 'refused' });
  expect(considered[1]?.why).toContain('Did you mean');
  expect(error?.kind).toBe('key-unknown-name');
});

test('where nothing is found, the default says whether there is a file', () => {
  expect(explainResolution({}).considered.at(-1)?.why).toBe('there is no config.ini');
  expect(explainResolution({ config: '[api_keys]\n' }).considered.at(-1)?.why).toBe(
    'config.ini has no default',
  );
  expect(explainResolution({ config: 'junk' }).considered.at(-1)?.why).toMatch(/config.ini, line 1/);
});

test('a variable that is set, but empty, is reported as such', () => {
  const { considered, error } = explainResolution({ env: { DLUBAL_API_KEY: '' } });
  expect(considered[2]).toMatchObject({ place: 'env-value', outcome: 'absent', why: 'set, but empty' });
  expect(error?.failure.happened).toContain('DLUBAL_API_KEY is set, but empty.');
});

test('options are named as the reader writes them', () => {
  const label = (optionNames?: 'flag') => explainResolution({ name: 'x', config, optionNames });
  expect([label().considered[1]?.label, label('flag').considered[1]?.label]).toEqual([
    'apiKeyName',
    '--key-name',
  ]);
  expect(label('flag').error?.message).toContain('(name given by --key-name)');
});

test('the keyring says why it was not asked', () => {
  const why = (input: object) =>
    explainResolution({ config, ...input }).considered.find(({ place }) => place === 'keyring')?.why;
  expect(why({})).toBe('not asked: no name was given');
  expect(why({ name: 'Project_1' })).toBe('not asked: config.ini holds Project_1');
  expect(why({ name: 'bridge' })).toBe('not installed');
  expect(why({ name: 'bridge', keyring: {} })).toBe('does not hold this name');
  expect(why({ name: 'bridge', keyring: { problem: 'it is locked' } })).toBe('it is locked');
});

test('no place shows a key', () => {
  for (const input of [
    { value: A, config },
    { name: 'project_1', config },
    { env: { DLUBAL_API_KEY: A }, config },
    { config },
  ]) {
    expectNoKey(A, explainResolution(input).considered);
  }
});

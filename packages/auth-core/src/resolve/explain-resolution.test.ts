import { expect, test } from 'vitest';
import { expectNoKey } from '../../../../testing/canary.js';
import { madeKey } from '../../../../testing/made-keys.js';
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
    ['default', 'shadowed', `ak-…${A.slice(-4)}`],
  ]);
  expect(considered[4]?.why).toBe('DLUBAL_API_KEY_NAME comes first');
  expect(resolved?.key.reveal()).toBe(B);
});

test('a name beside a value is told to name it', () => {
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
    'config.ini holds no default',
  );
  expect(explainResolution({ config: 'junk' }).considered.at(-1)?.why).toMatch(/config.ini, line 1/);
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

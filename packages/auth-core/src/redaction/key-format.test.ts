import { expect, test } from 'vitest';
import { madeKey } from '../../../../testing/made-keys.js';
import { keyFlaw, keyShape } from './key-format.js';

const KEY = madeKey();
const DIGITS = KEY.slice(3);

test.for([
  ['well-formed', KEY, undefined],
  ['unusual', KEY.toUpperCase(), 'it has capital letters; keys are written in small letters'],
  [
    'unusual',
    'project_1',
    'it does not begin with "ak-" (is it the name of a key? give names as the key name)',
  ],
  ['unusual', DIGITS, 'the prefix "ak-" is missing'],
  ['damaged', KEY.slice(0, 40), 'it has 37 hexadecimal digits, not 48'],
  ['damaged', `ak-${'g'.repeat(48)}`, 'character 4 is not a hexadecimal digit'],
  ['damaged', `${KEY}${KEY}`, 'it looks like 2 keys joined'],
  ['impossible', '', 'it is empty'],
  ['impossible', `${KEY}\n`, 'character 52 is a line feed'],
  ['impossible', `ak\u2013${DIGITS}`, 'character 3 is an en dash, where "-" belongs'],
] as const)('%s: %j', ([shape, text, flaw]) => {
  expect([keyShape(text), keyFlaw(text)]).toEqual([shape, flaw]);
});

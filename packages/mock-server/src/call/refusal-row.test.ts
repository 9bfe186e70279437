import { REFUSALS, type Refusal, refusalKinds, refusalReader } from '@dlubal-kit/auth-core';
import { describe, expect, test } from 'vitest';
import { keyStates } from '../keys/key-state.js';
import { refusalRules } from '../metering/billing-rules.js';
import { refusalAnswers } from './admit.js';

test('a second sentence for a known refusal is one entry in its row', () => {
  const sentence = 'Guthaben erschoepft, Code 4711.';
  const table = {
    ...REFUSALS,
    'access-restricted': { ...REFUSALS['access-restricted'], alsoSaid: [sentence] },
  };
  expect(refusalReader(REFUSALS)(sentence, true)).toBeUndefined();
  expect(refusalReader(table)(`16 UNAUTHENTICATED: ${sentence.toUpperCase()}`, true)).toBe(
    'access-restricted',
  );
});

describe('a fourth refusal is one row', () => {
  const row: Refusal = {
    exitCode: 5,
    happened: 'The key is used from too many machines.',
    remedy: 'Use it from fewer machines.',
    status: 16,
    details: 'Too many seats.',
    source: 'made up for this test',
    stems: [/\bseats? (?:[a-z]+ ){0,4}?taken\b/],
    mock: { states: { 'too-many-seats': 'made up' }, billing: { billed: false, source: 'made up' } },
  };
  const table = { ...REFUSALS, 'too-many-seats': row };

  test.for(['Too many seats.', 'all seats of your key are taken'])('the classifier knows %j', (text) => {
    expect(refusalReader(REFUSALS)(text, true)).toBeUndefined();
    expect(refusalReader(table)(text, true)).toBe('too-many-seats');
  });

  test('the mock server has its state, its answer and its bill', () => {
    expect(keyStates(table)['too-many-seats']).toEqual({ refusal: 'too-many-seats', source: 'made up' });
    expect(refusalAnswers(table)['too-many-seats']).toMatchObject({ status: 16, details: 'Too many seats.' });
    expect(refusalRules(table)['too-many-seats']).toEqual({ billed: false, source: 'made up' });
  });

  test('the table of kinds, and so docs page and exit code, has it', () => {
    const { exitCode, happened, remedy } = row;
    expect(refusalKinds(table)['too-many-seats']).toEqual({
      exitCode,
      happened,
      remedy,
      origin: 'server',
      billed: 'yes',
      retryable: false,
    });
  });
});

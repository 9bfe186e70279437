import { DlubalError, failureOf } from '@dlubal-kit/auth-core';
import { describe, expect, test } from 'vitest';
import type { System } from '../edge/system.js';
import { UsageError } from '../failure/usage-error.js';
import { printerFor } from './printer.js';
import { reportFailure } from './report-failure.js';

const TERMINAL = { errIsTerminal: true, outIsTerminal: true };
const PIPE = { errIsTerminal: false, outIsTerminal: false };
const PAGE = 'https://dlubal-kit.github.io/dlubal-kit/failures/key-missing';
const missing = new DlubalError(failureOf('key-missing'));

function reported(thing: unknown, where: Partial<System>, options: { quiet?: boolean; json?: boolean } = {}) {
  const texts = { out: '', err: '' };
  const into = (name: 'out' | 'err') => (text: string) => {
    texts[name] += text;
  };
  const system = { ...where, out: into('out'), err: into('err'), columns: 200, env: {} } as unknown as System;
  reportFailure(thing, printerFor(system, { json: false, quiet: false, noColor: true, ...options }));
  return texts;
}

describe('the page of a failure', () => {
  test('is named at the end on a terminal', () => {
    expect(reported(missing, TERMINAL).err.trimEnd().split('\n').at(-1)).toBe(`More: ${PAGE}`);
  });

  test.each([
    ['in a log', missing, PIPE, {}],
    ['with --quiet', missing, TERMINAL, { quiet: true }],
    ['of what was typed, where help says more', new UsageError('No.', 'Yes.'), TERMINAL, {}],
  ])('is not named %s', (_case, thing, where, options) => {
    expect(reported(thing, where, options).err).not.toContain('More:');
  });

  test('is in the answer for programs', () => {
    expect(JSON.parse(reported(missing, PIPE, { json: true }).out).failure.docs).toBe(PAGE);
  });
});

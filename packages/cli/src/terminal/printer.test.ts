import { expectNoKey } from '@dlubal-kit/testing/canary';
import { expectLinear } from '@dlubal-kit/testing/growth';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { describe, expect, test } from 'vitest';
import type { System } from '../edge/system.js';
import { paint } from './paint.js';
import { printerFor } from './printer.js';
import { wrap } from './wrap.js';

const OFF = { json: false, quiet: false, noColor: false };

function written(
  work: (print: ReturnType<typeof printerFor>) => unknown,
  options = OFF,
  terminal = false,
  env = {},
) {
  const texts = { out: '', err: '' };
  const system = {
    out: (text: string) => {
      texts.out += text;
    },
    err: (text: string) => {
      texts.err += text;
    },
    ...{ outIsTerminal: terminal, errIsTerminal: terminal, columns: 40, env },
  } as unknown as System;
  work(printerFor(system, options));
  return texts;
}

const OBEYED: readonly [name: string, character: string][] = [
  ['escape', '\x1b'],
  ['bell', '\x07'],
  ['carriage return', '\r'],
  ['tab', '\t'],
  ['delete', '\x7f'],
  ['C1 control', '\x9b'],
  ['line separator', '\u2028'],
  ['right-to-left override', '\u202e'],
  ['isolate', '\u2066'],
  ['Arabic letter mark', '\u061c'],
];

describe.each(OBEYED)('a terminal does not obey: %s', (_name, character) => {
  test.each(['view', 'note', 'warn', 'problem', 'log'] as const)('in %s', (method) => {
    const { out, err } = written((print) => print[method](`a${character}b`));
    expect(out + err).not.toContain(character);
    expect(out + err).toContain(`a\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}b`);
  });

  test('in JSON, which says the same', () => {
    const { out } = written((print) => print.json({ name: `a${character}b` }), { ...OFF, json: true });
    expect(out).not.toContain(character);
    expect(JSON.parse(out)).toEqual({ name: `a${character}b` });
  });
});

test('keys are masked in everything but what is revealed', () => {
  const key = madeKey();
  for (const method of ['view', 'note', 'warn', 'problem', 'log'] as const) {
    expectNoKey(
      key,
      written((print) => print[method](`key ${key}`)),
    );
  }
  expectNoKey(
    key,
    written((print) => print.json({ key }), { ...OFF, json: true }),
  );
  expect(written((print) => print.reveal(key)).out).toBe(key);
});

test('the answer is the one that was asked for', () => {
  const both = (print: ReturnType<typeof printerFor>) => {
    print.json({ ok: true });
    print.view('fine');
  };
  expect(written(both).out).toBe('fine\n');
  expect(JSON.parse(written(both, { ...OFF, json: true }).out)).toEqual({ ok: true });
});

test('--quiet leaves out notes, not warnings', () => {
  const say = (print: ReturnType<typeof printerFor>) => {
    print.note('n');
    print.warn('w');
  };
  expect(written(say, { ...OFF, quiet: true }).err).toBe('warning: w\n');
});

test('colours are for terminals that have them, and nobody who asked for none', () => {
  const say = (print: ReturnType<typeof printerFor>) => print.view(paint.good('yes'));
  expect(written(say, OFF, true).out).toBe('\x1b[32myes\x1b[0m\n');
  for (const text of [
    written(say).out,
    written(say, { ...OFF, noColor: true }, true).out,
    written(say, OFF, true, { NO_COLOR: '1' }).out,
    written(say, OFF, true, { TERM: 'dumb' }).out,
  ]) {
    expect(text).toBe('yes\n');
  }
});

test('lines are wrapped on a terminal, and whole elsewhere', () => {
  const say = (print: ReturnType<typeof printerFor>) =>
    print.problem('one two three four five six seven eight');
  expect(written(say).err).toBe('dlubal-auth: one two three four five six seven eight\n');
  expect(written(say, OFF, true).err.replace(/\x1b\[\d+m/g, '')).toBe(
    'dlubal-auth: one two three four five six\nseven eight\n',
  );
});

test.each([
  ['  Server  one two three four', 20, '  Server  one two\n          three four'],
  ['    one two three four', 14, '    one two\n    three four'],
  [`${paint.good('✓')} Key     one two three`, 22, `${paint.good('✓')} Key     one two\n          three`],
  ['a-word-that-is-longer-than-the-line x', 10, 'a-word-that-is-longer-than-the-line\nx'],
  ['漢字 漢字 漢字', 9, '漢字 漢字\n漢字'],
])('%j is wrapped at %d columns under its last column', (text, width, wrapped) => {
  expect(wrap(text, width)).toBe(wrapped);
});

const slow = (): Promise<string> => new Promise((resolve) => setTimeout(() => resolve('done'), 400));
const quick = async (): Promise<string> => 'done';

/** What stderr shows of some work. */
async function shownDuring(work: () => Promise<string>, options = OFF, terminal = true): Promise<string> {
  const pending: Promise<string>[] = [];
  const texts = written((print) => pending.push(print.progress('asking …', work)), options, terminal);
  expect(await Promise.all(pending)).toEqual(['done']);
  return texts.err;
}

test('a line is shown on a terminal while the work takes long, and removed', async () => {
  expect(await shownDuring(slow)).toBe('asking …\r\x1b[K');
});

test('no line is shown where the work is quick, without a terminal, and with --quiet', async () => {
  expect(await shownDuring(quick)).toBe('');
  expect(await shownDuring(slow, OFF, false)).toBe('');
  expect(await shownDuring(slow, { ...OFF, quiet: true })).toBe('');
});

test.each([' ', 'a  ', 'a ', '漢  ', 'a\n'])('twice as many of %j take twice as long to wrap', (text) => {
  expectLinear(
    (size) => text.repeat(size / text.length),
    (line) => wrap(line, 80),
    100_000,
  );
});

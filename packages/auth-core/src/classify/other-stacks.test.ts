import { describe, expect, test } from 'vitest';
import more from '../../vectors/more-stacks.json' with { type: 'json' };
import reported from '../../vectors/other-stacks.json' with { type: 'json' };
import written from '../../vectors/written-stacks.json' with { type: 'json' };
import { classifyError } from './classify-error.js';

interface Row {
  readonly title: string;
  readonly in: unknown;
  readonly out: Readonly<Record<string, unknown>>;
}

const rows: readonly Row[] = [...reported.rows, ...more.rows, ...written.rows];

/** `not yes` in a row is anything but yes. */
function expectOf({ in: thing, out }: Row): void {
  const failure = classifyError(thing);
  const { billed, ...wanted } = out;
  expect(failure).toMatchObject(wanted);
  if (billed === 'not yes') expect(failure.billed).not.toBe('yes');
  else if (billed !== undefined) expect(failure.billed).toBe(billed);
}

test.for(rows)('$title', expectOf);

const STEP = '2026-11-24T10:11:12.1234567Z   compiling module 17 of the project, 12 files, done in 97 ms\n';
const NOISE = STEP.repeat(500);
const eachLine = (text: string, change: (line: string) => string): string =>
  text.split('\n').map(change).join('\n');

const LOGS: Readonly<Record<string, (text: string) => string>> = {
  'between other lines': (text) => text,
  'with the times of GitHub Actions': (text) =>
    eachLine(text, (line) => `2026-11-24T10:11:12.1234567Z ${line}`),
  'in colours, with the line ends of Windows': (text) =>
    eachLine(text, (line) => `\u001b[31m${line}\u001b[0m\r`),
  'as pytest marks errors': (text) => eachLine(text, (line) => `E           ${line}`),
  'with the name of a container': (text) => eachLine(text, (line) => `api_1  | ${line}`),
  'in UTF-16 that was read as UTF-8': (text) => text.replace(/[\x00-\x7f]/g, '$&\0'),
};

describe.for(Object.entries(LOGS))('in a long log, %s', ([, change]) => {
  const texts = rows.filter((row): row is Row & { in: string } => typeof row.in === 'string');
  test.for(texts)('$title', ({ in: text }) => {
    const { kind, reason, billed } = classifyError(text);
    expect(classifyError(`${NOISE}${change(text)}\n${NOISE}`)).toMatchObject({
      kind,
      billed,
      ...(reason ? { reason } : {}),
    });
  });
});

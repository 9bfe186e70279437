import { describe, expect, test } from 'vitest';
import type { Definition } from '../src/command-line/definition.js';
import { findCommand, partLine } from '../src/command-line/find-command.js';
import { parseOptions } from '../src/command-line/parse-options.js';
import { COMMANDS } from '../src/command-table.js';
import { runCli } from './run-cli.js';

/** A value that no reader of numbers, ports or choices takes. */
const ODD = '??';

/** Every way in which a definition lets a command line be wrong. */
function wrongLines({
  name,
  options = {},
  arguments: rows = {},
  excludes = [],
  needs = {},
  ...more
}: Definition) {
  const given = (option: string): string[] =>
    options[option]?.value === undefined ? [`--${option}`] : [`--${option}=${ODD}`];
  const each = Object.entries(options).flatMap(([option, { value }]) =>
    value === undefined
      ? [[`--${option}=x`], [`--${option}`, `--${option}`]]
      : [[`--${option}`], [`--${option}=`], [`--${option}`, '--json'], [`--${option}`, ODD]],
  );
  const words = Object.values(rows).map(() => 'word');
  return [
    ['--no-such-option'],
    ['--jsno'],
    [],
    ...(more.program === undefined ? [[...words, 'word', 'word']] : [['word'], ['--']]),
    ...each,
    ...excludes.map((group) => group.flatMap(given)),
    ...Object.keys(needs).map(given),
  ].map((line) => [name, line] as const);
}

function faultOf(work: () => unknown): unknown {
  try {
    work();
    return undefined;
  } catch (fault) {
    return fault;
  }
}

const SENTENCE = /\S.*[.?:!…"\w)\]]$/s;
const both = {
  name: 'UsageFault',
  happened: expect.stringMatching(SENTENCE),
  remedy: expect.stringMatching(SENTENCE),
};

describe('whatever is wrong with a command line, the error says what happened and what to do', () => {
  test.each(COMMANDS.map(({ definition }) => [definition.name, definition] as const))(
    '%s',
    (_, definition) => {
      const faults = wrongLines(definition).flatMap(
        ([, line]) => faultOf(() => parseOptions(definition, line)) ?? [],
      );
      expect(faults.length).toBeGreaterThan(2);
      for (const fault of faults) expect(fault).toMatchObject(both);
    },
  );

  test.each([['reslove'], ['keys'], ['keys', 'lits'], ['keys', 'quite-different'], ['quite-different']])(
    'the command %s %s',
    (...argv) => {
      expect(faultOf(() => findCommand(argv, COMMANDS))).toMatchObject(both);
    },
  );

  test.each([['--url', 'x', 'check'], ['--jsno', 'check'], ['--config']])(
    'in front of the command: %s',
    (...argv) => {
      expect(faultOf(() => partLine(argv)) ?? both).toMatchObject(both);
    },
  );
});

test('--json has both sentences, and the line for people has them too', async () => {
  const { out, err } = await runCli(['mock', '--port', 'x', '--json']);
  const happened = '--port must be a number from 0 to 65535, got "x".';
  const remedy = 'Write it in digits; 0 takes a free port.';
  expect(JSON.parse(out)).toMatchObject({ ok: false, failure: { kind: 'usage', happened, remedy } });
  expect(err).toContain(`${happened} ${remedy}`);
});

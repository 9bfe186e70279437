import { writtenPages } from '@dlubal-kit/testing/pages';
import { textOf } from '@dlubal-kit/testing/rules/project-files';
import { describe, expect, test } from 'vitest';
import { findCommand, partLine } from '../src/command-line/find-command.js';
import { parseOptions } from '../src/command-line/parse-options.js';
import { COMMANDS, GROUPS } from '../src/command-table.js';

const PAGES = writtenPages();

/** Lines of code, and code in sentences, that begin with the command, up to what belongs to the shell. */
const commandsIn = (text: string): string[] =>
  [
    ...text.matchAll(
      /(?:^ *(?:- )?(?:(?:run|script|entry): )?|`|\$\(|\| |\$ )(?:npx (?:--yes )?(?:--package \S+ )?)?dlubal-auth (?<words>[^`\n]*)/gm,
    ),
  ]
    .map(({ groups }) => groups?.words ?? '')
    .map((words) => words.replace(/\s*(?:\s#|\\?\||\)"|2?>|< |'\) do|&&|;).*$/, '').trim())
    .filter((words) => words !== '' && !/^(?:COMMAND|<)/.test(words));

const wordsOf = (line: string): string[] =>
  [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? '',
  );

/** Throws where the command line would refuse the words. */
function parse(words: readonly string[]): void {
  const { leading, rest } = partLine(words);
  const [first = '', second] = rest;
  if (rest.length === 0 || first === 'help' || words.includes('--help')) return;
  // A name alone, in a sentence about what it does.
  if (COMMANDS.some(({ definition }) => definition.name === words.join(' '))) return;
  if (second === undefined && first in GROUPS) return;
  const { command, argv } = findCommand(rest, COMMANDS);
  parseOptions(command.definition, [...leading, ...argv]);
}

describe('every command that a page writes is one that can be typed', () => {
  const found = PAGES.flatMap((page) => commandsIn(textOf(page)).map((line) => [page, line] as const));

  test('there are some on most pages', () => {
    expect(found.length).toBeGreaterThan(60);
    expect(new Set(found.map(([page]) => page)).size).toBeGreaterThan(10);
  });

  test.each(found)('%s: dlubal-auth %s', (_page, line) => {
    expect(() => parse(wordsOf(line))).not.toThrow();
  });

  test.each(['chek', 'check --prot 9000', 'keys add a b'])('%s would not be', (line) => {
    expect(() => parse(wordsOf(line))).toThrow();
  });
});

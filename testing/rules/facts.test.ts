import { describe, expect, test } from 'vitest';
import { filesBelow, textOf } from './project-files.js';

const EXTENSIONS = /\.(ts|cts|mts|mjs|json|proto|md|py|cs)$/;
const facts = filesBelow('docs/facts');

/** What a reference can name after the file: a heading, or a row of its first table. */
function placesIn(path: string): string[] {
  const text = textOf(path);
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => heading.replace(/ \(.*/, ''));
  const table = /(?:^\|.*\n)+/m.exec(text)?.[0].trim().split('\n').slice(2) ?? [];
  return [...headings, ...table.map((_, index) => `row ${index + 1}`)];
}

const places = new Map(facts.map((path) => [path, placesIn(path)]));

/** What is wrong with the references of a text; a comment's line breaks count as spaces. */
function flawsIn(text: string): string[] {
  const oneLine = text.replace(/\s*\n\s*(\*|\/\/)?\s*/g, ' ');
  return [...oneLine.matchAll(/([\w/.-]*facts\/[\w-]+\.md)(?:, "?([^.)]{0,60}))?/g)].flatMap(
    ([whole, path = '', place]) => {
      // Whether a page's way up is right, the test of the site says.
      const known = places.get(path.replace(/^(\.\.\/)+/, ''));
      if (known === undefined) return [`${whole}: no such file`];
      const found = place === undefined || known.some((name) => new RegExp(`^${name}\\b`).test(place));
      return found ? [] : [`${whole}: no such heading or row`];
    },
  );
}

test('every reference to a fact names a file and a heading that exist', () => {
  const files = ['']
    .flatMap((folder) => filesBelow(folder))
    .filter((path) => EXTENSIONS.test(path) && !path.startsWith('testing/rules/'));
  expect(files.flatMap((path) => flawsIn(textOf(path)).map((flaw) => `${path}: ${flaw}`))).toEqual([]);
});

describe('a reference is refused', () => {
  test.each([
    ['to a file that does not exist', '(docs/facts/wires.md, Keys)'],
    ['from another folder', '(facts/wire.md, Keys)'],
    ['to a heading that does not exist', '(docs/facts/wire.md, Locks)'],
    ['to a row beyond the table', "'docs/facts/errors.md, row 4'"],
    ['across a line break', ' * (docs/facts/wire.md,\n * Locks)'],
  ])('%s', (_, text) => {
    expect(flawsIn(text)).toHaveLength(1);
  });
});

describe('a reference is found', () => {
  test.each([
    ['as a link of a page', '[facts](../../../docs/facts/wire.md)'],
    ['alone', 'Source: docs/facts/wire.md. More.'],
    ['with a heading', '(docs/facts/wire.md, Keys)'],
    ['with a heading in quotes', 'docs/facts/config-ini.md, "How it picks and remembers a key".'],
    ['with a row', "'docs/facts/errors.md, row 3'"],
    ['across a line break', ' * (docs/facts/wire.md,\n * Services)'],
  ])('%s', (_, text) => {
    expect(flawsIn(text)).toEqual([]);
  });
});

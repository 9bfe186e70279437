import { expect, test } from 'vitest';
import { cellName, shownName } from './shown-key-name.js';

test.each([
  ['project_1', 'project_1'],
  ['Brücke 7', '"Brücke 7"'],
  ['a"b', '"a\\"b"'],
  ['🏗', '"🏗"'],
  ['', '""'],
])('a sentence shows the name %j as %s', (name, shown) => {
  expect(shownName(name)).toBe(shown);
});

test('a terminal does not obey a name', () => {
  expect(cellName('a\u001b[31m\u202e\nb')).toBe('a\\u001b[31m\\u202e\\u000ab');
});

test('a long name is cut, between characters', () => {
  expect(cellName('🏗'.repeat(100))).toBe(`${'🏗'.repeat(59)}…`);
  expect(cellName('x'.repeat(10_000))).toHaveLength(60);
});

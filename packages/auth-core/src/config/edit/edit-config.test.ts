import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseConfig } from '../parse-config.js';
import { ConfigEditError } from './config-edit-error.js';
import { editConfig } from './edit-config.js';

const values = (text: string): Record<string, string | undefined> => {
  const config = parseConfig(text);
  if (!config.ok) throw config.error;
  return Object.fromEntries([...(config.apiKeys ?? [])].map(([name, entry]) => [name, entry.value]));
};

const SAMPLE = [
  '; our keys',
  '[proxy]',
  'host = x',
  '',
  '[api_keys]',
  '# the bridge',
  'Project_1 : ak-1',
  '',
  'project_2=ak-2',
  '',
  '[after]',
  'k = v',
  '',
].join('\n');

describe('editConfig', () => {
  test('adds a name after the last one and leaves every other byte', () => {
    expect(editConfig(SAMPLE, { set: { project_3: 'ak-3' } })).toBe(
      SAMPLE.replace('project_2=ak-2\n', 'project_2=ak-2\nproject_3 = ak-3\n'),
    );
  });

  test('gives a name a new value in its place, with its case, delimiter and comment kept', () => {
    expect(editConfig(SAMPLE, { set: { project_1: 'ak-9' } })).toBe(SAMPLE.replace('ak-1', 'ak-9'));
  });

  test('sets the default next to the keys', () => {
    expect(values(editConfig(SAMPLE, { setDefault: 'ak-2' }))).toEqual({
      project_1: 'ak-1',
      project_2: 'ak-2',
      default: 'ak-2',
    });
  });

  test('removes a name and keeps the comments around and inside it', () => {
    const text = '[api_keys]\n# one\na = 1\n  # inside\n  more\nb = 2\n';
    expect(editConfig(text, { remove: ['A'] })).toBe('[api_keys]\n# one\n  # inside\nb = 2\n');
  });

  test('an edit that changes nothing gives back the same text', () => {
    const text = '[api_keys]\na = ak-1\ndefault = %(a)s\n';
    expect(editConfig(text, { set: { A: 'ak-1' }, setDefault: 'ak-1', remove: ['gone'] })).toBe(text);
  });

  test('makes the section where there is none', () => {
    expect(editConfig('', { set: { a: 'ak-1' } })).toBe('[api_keys]\na = ak-1\n');
    expect(editConfig('[other]\nx = 1', { set: { a: 'ak-1' } })).toBe(
      '[other]\nx = 1\n\n[api_keys]\na = ak-1\n',
    );
  });

  test('keeps the line ends of the file', () => {
    expect(editConfig('[api_keys]\r\na = 1\r\n', { set: { a: '2', b: '3' } })).toBe(
      '[api_keys]\r\na = 2\r\nb = 3\r\n',
    );
  });

  test('adds at the indent of the entries above, so that nothing becomes a continuation', () => {
    const text = '[api_keys]\n  a = 1\n [other]\nx = 1\n';
    const after = editConfig(text, { set: { b: '2' } });
    expect(values(after)).toEqual({ a: '1', b: '2' });
    expect(parseConfig(after)).toMatchObject({ sections: ['api_keys', 'other'] });
    expect(values(editConfig('[api_keys]\n [other]\nx = 1\n', { set: { b: '2' } }))).toEqual({ b: '2' });
  });

  test('replaces a value of several lines by one line', () => {
    expect(editConfig('[api_keys]\na =\n    ak-1\n  ; kept\n  more\nb = 2\n', { set: { a: 'ak-9' } })).toBe(
      '[api_keys]\na = ak-9\n  ; kept\nb = 2\n',
    );
  });

  test('doubles a percent sign, which the reader halves again', () => {
    const after = editConfig('', { set: { a: '100%(x)s' } });
    expect(after).toContain('100%%(x)s');
    expect(values(after)).toEqual({ a: '100%(x)s' });
  });

  test('does not remove a name that another value refers to', () => {
    const text = '[api_keys]\na = ak-1\ndefault = %(a)s\n';
    expect(() => editConfig(text, { remove: ['a'] })).toThrow(/"default" refers to one that would go/);
    expect(values(editConfig(text, { remove: ['a'], setDefault: 'ak-2' }))).toEqual({ default: 'ak-2' });
  });

  test('renames an entry in its place, with delimiter, value and comments kept', () => {
    expect(editConfig(SAMPLE, { rename: { PROJECT_1: 'bridge' } })).toBe(
      SAMPLE.replace('Project_1 : ak-1', 'bridge : ak-1'),
    );
    const text = '[api_keys]\r\n  a=\r\n    ak-1\r\n    ; inside\r\n  b = 2';
    expect(editConfig(text, { rename: { a: 'c d' } })).toBe(text.replace('a=', 'c d='));
  });

  test('a name in another case is the same name: renaming to it changes nothing', () => {
    expect(editConfig(SAMPLE, { rename: { project_1: 'PROJECT_1' } })).toBe(SAMPLE);
  });

  test('a value that refers to a renamed entry is refused, unless it is set too', () => {
    const text = '[api_keys]\na = ak-1\ndefault = %(a)s\n';
    expect(() => editConfig(text, { rename: { a: 'b' } })).toThrow(/"default" refers to one that would go/);
    expect(editConfig(text, { rename: { a: 'b' }, setDefault: 'ak-1' })).toBe(
      '[api_keys]\nb = ak-1\ndefault = ak-1\n',
    );
    expect(editConfig(text, { remove: ['a'], setDefault: 'ak-1' })).toBe('[api_keys]\ndefault = ak-1\n');
  });

  test.each([
    [{ project_1: 'project_2' }, /"project_2" is taken/],
    [{ project_1: 'a=b' }, /"=" or ":"/],
    [{ project_9: 'a' }, /no entry "project_9"/],
    [{ project_1: 'a', project_2: 'A' }, /given twice/],
  ])('refuses to rename %j', (rename, message) => {
    expect(() => editConfig(SAMPLE, { rename })).toThrow(message);
  });

  test('a name that is in [DEFAULT] is neither renamed nor covered', () => {
    const text = '[DEFAULT]\na = 1\n[api_keys]\nc = 2\n';
    expect(() => editConfig(text, { rename: { a: 'b' } })).toThrow(/is in \[DEFAULT\]/);
    expect(() => editConfig(text, { rename: { c: 'a' } })).toThrow(/"a" is taken/);
  });

  test('a name that is in [DEFAULT] is not removed from [api_keys]', () => {
    expect(() => editConfig('[DEFAULT]\na = 1\n[api_keys]\na = 2\n', { remove: ['a'] })).toThrow(
      /is in \[DEFAULT\]/,
    );
    expect(() => editConfig('[DEFAULT]\na = 1\n[api_keys]\n', { remove: ['a'] })).toThrow(
      /is in \[DEFAULT\]/,
    );
  });

  test.each([
    ['', /it is empty/],
    ['a=b', /"=" or ":"/],
    ['a:b', /"=" or ":"/],
    ['#a', /begin a comment/],
    [';a', /begin a comment/],
    ['[a]', /begins a section/],
    [' a', /white space/],
    ['a\nb', /line break/],
    ['a\0', /NUL/],
    ['\ud83d', /lone surrogate/],
  ])('refuses the name %j', (name, message) => {
    expect(() => editConfig(SAMPLE, { set: { [name]: 'ak-1' } })).toThrow(message);
  });

  test.each(['a\nb', 'a\r', ' a', 'a ', '\u00a0a', 'a\0b', '\udc00'])('refuses the value %j', (value) => {
    expect(() => editConfig(SAMPLE, { set: { a: value } })).toThrow(/cannot be written/);
  });

  test('a file that cannot be read is refused, not rewritten', () => {
    expect(() => editConfig('[api_keys]\na = 1\na = 2\n', { set: { b: '3' } })).toThrow(
      /line 3: the name "a"/,
    );
  });

  test('no message holds a value', () => {
    const key = madeKey();
    const failures = [
      () => editConfig(`[api_keys]\na = ${key}\n${key}\n`, { set: { b: key } }),
      () => editConfig('', { set: { a: `${key}\n` } }),
      () => editConfig('', { set: { [`${key}=`]: key } }),
      () => editConfig(`[api_keys]\na = ${key}\nb = %(a)s`, { remove: ['a'] }),
    ];
    for (const failure of failures) {
      try {
        failure();
        expect.unreachable();
      } catch (error) {
        expectNoKey(key, error);
      }
    }
  });

  test('whatever the file, what is set is read back and the rest means the same', () => {
    const line = fc.constantFrom(
      '[api_keys]',
      '[x]',
      'a = 1',
      ' b = 2',
      '  c',
      '# c',
      '  ; c',
      '',
      'D:4',
      '\te = 5',
      'f =',
      '[DEFAULT]',
      'g = 7',
      ' [y]',
      '%h = %%',
    );
    const name = fc.constantFrom('a', 'B', 'c', 'g', 'new', 'é', 'ΑΣ', 'x y', '%', 'a%(b)s');
    const value = fc.oneof(
      fc.constantFrom('ak-1', '%', '#x', ';', '"q"', '', 'a = b', '[x]', 'é'),
      fc.stringMatching(/^[!-~]{1,20}$/),
    );
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 12 }),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        name,
        value,
        (lines, end, open, n, v) => {
          const text = lines.join(end) + (open ? '' : end);
          const old = parseConfig(text);
          if (!old.ok) return;
          const after = editConfig(text, { set: { [n]: v } });
          // Entries of [DEFAULT] show in [api_keys] as soon as that section is there.
          const withSection = old.apiKeys ? text : `${text}\n[api_keys]\n`;
          const expected = { ...values(withSection), [n.toLowerCase()]: v };
          expect(values(after)).toEqual(expected);
          expect(editConfig(after, { set: { [n]: v } })).toBe(after);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('whatever the file, a renamed entry keeps its place and value, or nothing is renamed', () => {
    const line = fc.constantFrom('a = 1', ' b = 2', '  c', '# c', '', 'D:4', 'f =', 'g = %(a)s', '[DEFAULT]');
    const name = fc.constantFrom('a', 'B', 'd', 'f', 'x y', 'é', '%');
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), name, name, (lines, from, to) => {
        const text = ['[api_keys]', ...lines].join('\n');
        const old = parseConfig(text);
        if (!old.ok) return;
        let after: string;
        try {
          after = editConfig(text, { rename: { [from]: to } });
        } catch (error) {
          expect(error).toBeInstanceOf(ConfigEditError);
          return;
        }
        // A value that could not be read may be readable now, since it refers to the new name.
        const now = Object.entries(values(text)).map(([key, value]) => [
          key === from.toLowerCase() ? to.toLowerCase() : key,
          value ?? expect.anything(),
        ]);
        expect(Object.entries(values(after)).map(([key, value]) => [key, value ?? 'unreadable'])).toEqual(
          now,
        );
      }),
      { numRuns: 2000 },
    );
  });
});

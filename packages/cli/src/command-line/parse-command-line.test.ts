import { expect, test } from 'vitest';
import type { Command } from './command.js';
import { parseCall } from './parse-command-line.js';

const base = { summary: 's', examples: ['a', 'b'], load: async () => async () => 0 } as const;
const OPTIONS = { 'key-name': { value: 'NAME', help: 'h' } };
const EXEC: Command = { ...base, options: OPTIONS, afterDashes: 'COMMAND [ARGUMENT...]' };
const SHOW: Command = { ...base, options: OPTIONS, words: ['NAME'] };

test('what stands after -- reaches the program untouched', () => {
  const after = ['node', '--json', '--', '-h', '--key-name', '', 'a b'];
  const call = parseCall('exec', EXEC, ['--key-name', 'x', '--', ...after]);
  expect(call).toEqual({ flags: {}, values: { 'key-name': 'x' }, lists: {}, words: [], after });
});

test('a command without -- is told how to write it', () => {
  expect(() => parseCall('exec', EXEC, ['make', '-j'])).toThrow(
    /wants "--" before the command.*exec -- make -j/,
  );
  expect(() => parseCall('exec', EXEC, ['--'])).toThrow(
    /wants a command after "--": dlubal-auth exec -- COMMAND/,
  );
});

test('elsewhere -- lets a name begin with a dash', () => {
  expect(parseCall('show', SHOW, ['--', '--key-name']).words).toEqual(['--key-name']);
});

test('an option without its value, a flag with one, and a word too many are refused', () => {
  expect(() => parseCall('show', SHOW, ['a', '--key-name'])).toThrow(/--key-name wants a value/);
  expect(() => parseCall('show', SHOW, ['a', '--json=1'])).toThrow(/--json takes no value/);
  expect(() => parseCall('show', SHOW, ['a', 'b'])).toThrow(/Keys are never given as arguments/);
  expect(() => parseCall('show', SHOW, [])).toThrow(/wants NAME/);
});

test.each(['__proto__', 'constructor', 'toString'])('--%s is an unknown option like any other', (option) => {
  expect(() => parseCall('show', SHOW, ['a', `--${option}`])).toThrow(/has no option/);
});

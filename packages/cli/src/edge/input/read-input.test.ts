import { expect, test } from 'vitest';
import { readInput } from './read-input.js';

async function* endless(): AsyncIterable<Buffer> {
  for (;;) yield Buffer.alloc(64 * 1024, 'y');
}

async function* failing(code: string): AsyncIterable<Buffer> {
  yield Buffer.from('a');
  throw Object.assign(new Error('broken'), { code });
}

test('input without an end is given up', async () => {
  await expect(readInput(1, endless())).rejects.toThrow('stdin has more than 1 MiB. Pipe in only');
});

test('input of just the size is read', async () => {
  async function* whole(): AsyncIterable<Buffer> {
    yield Buffer.alloc(1024 * 1024, 'y');
  }
  expect(await readInput(1, whole())).toHaveLength(1024 * 1024);
});

test('a letter between two chunks stays whole', async () => {
  async function* halves(): AsyncIterable<Buffer> {
    yield Buffer.from('ü').subarray(0, 1);
    yield Buffer.from('ü').subarray(1);
  }
  expect(await readInput(1, halves())).toBe('ü');
});

test.each([
  ['EISDIR', 'stdin cannot be read: it is a folder.'],
  ['EIO', 'stdin cannot be read: the system reports EIO.'],
])('%s is said in a sentence', async (code, says) => {
  await expect(readInput(1, failing(code))).rejects.toThrow(says);
});

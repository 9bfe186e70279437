import { expect } from 'vitest';

/** Below this, in milliseconds, what is measured is the clock. */
const FLOOR_MS = 20;
/** Linear is 2; the rest is memory, garbage and caches. A square is 4. */
const MOST = 3;

/**
 * Fails unless twice the input takes at most about twice the work. Processor time is counted, so that other processes do
 * not matter, and the best of some attempts, since what disturbs can only add.
 *
 * @param make an input of about so many characters
 * @param size of the smaller input; the larger should take more than 20 ms
 */
export function expectLinear(
  make: (size: number) => string,
  work: (text: string) => unknown,
  size: number,
): void {
  const [once, twice] = [make(size), make(2 * size)];
  work(once);
  let seen = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 4 && seen > MOST; attempt += 1) {
    const small = Math.min(milliseconds(work, once), milliseconds(work, once));
    const large = Math.min(milliseconds(work, twice), milliseconds(work, twice));
    seen = Math.min(seen, large < FLOOR_MS ? 1 : large / small);
  }
  expect(seen).toBeLessThanOrEqual(MOST);
}

function milliseconds(work: (text: string) => unknown, text: string): number {
  const before = process.cpuUsage();
  work(text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Lines until a text has the size. */
export function linesOf(line: (index: number) => string, size: number): string {
  let text = '';
  for (let index = 0; text.length < size; index += 1) text += line(index);
  return text;
}

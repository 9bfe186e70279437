import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CallLimit } from './call-limit.js';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

test('a call given up in a pause leaves no timer, which would hold the process', async () => {
  const controller = new AbortController();
  const pause = new CallLimit(Number.POSITIVE_INFINITY, [controller.signal]).pause(20_000, 'x');
  controller.abort();
  await expect(pause).rejects.toMatchObject({ code: 1, evidence: 'unsent' });
  expect(vi.getTimerCount()).toBe(0);
});

test('a pause that is over leaves no timer', async () => {
  const pause = new CallLimit(60_000, []).pause(200, 'x');
  vi.advanceTimersByTime(200);
  await pause;
  expect(vi.getTimerCount()).toBe(0);
});

import { closeSync, openSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Recorder } from '@dlubal-kit/mock-server/scenario';
import { onWindows } from '@dlubal-kit/testing/skip-on-windows';
import { tempHome } from '@dlubal-kit/testing/temp-home';
import { expect, test } from 'vitest';
import type { Printer } from '../../../terminal/printer.js';
import { RecordingKeeper } from './recording-keeper.js';

/** A keeper of a recording that a test writes by hand. */
function keeperIn(folder: string) {
  const state = { text: 'first\n', said: [] as string[] };
  const recorder = { scenario: () => state.text } as Recorder;
  const print = { log: (text: string) => void state.said.push(text) } as unknown as Printer;
  const path = join(folder, 'r.yaml');
  return { state, path, keeper: new RecordingKeeper(path, 'r.yaml', recorder, print) };
}

test('a recording that could not be written is tried again, and that is said once', async () => {
  using home = tempHome();
  home.write('a/b', '');
  const { state, path, keeper } = keeperIn(join(home.path, 'a'));
  renameSync(join(home.path, 'a'), join(home.path, 'away'));
  state.text = 'billed\n';
  keeper.soon();
  await expect.poll(() => state.said.length, { timeout: 5_000 }).toBe(1);
  expect(state.said[0]).toMatch(/^the recording could not be written and is tried again: ENOENT/);
  renameSync(join(home.path, 'away'), join(home.path, 'a'));
  await expect.poll(() => readFileSync(path, 'utf8'), { timeout: 5_000 }).toBe('billed\n');
  expect(await keeper.finish()).toBe(true);
  expect(readdirSync(join(home.path, 'a')).sort()).toEqual(['b', 'r.yaml']);
  expect(state.said).toHaveLength(1);
});

test.runIf(onWindows)('what a program that has the file open keeps out is in a file next to it', async () => {
  using home = tempHome();
  const { state, path, keeper } = keeperIn(home.path);
  const reader = openSync(path, 'r');
  state.text = 'billed\n';
  expect(await keeper.finish()).toBe(false);
  closeSync(reader);
  const [, place = ''] = /^what was recorded is in (.*)$/.exec(state.said.at(-1) ?? '') ?? [];
  expect(readFileSync(place, 'utf8')).toBe('billed\n');
});

import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { onWindows, skipUnderWine } from '@dlubal-kit/testing/skip-on-windows';
import { expect, test } from 'vitest';
import { tempFolder } from '../../test/temp-folder.js';
import { fromCommand } from './from-command.js';
import type { ProviderAnswer } from './provider.js';

const KEY = madeKey();

/** A command that is Node itself, running one line of JavaScript. */
const printing = (code: string, timeoutMs = 10_000): Promise<ProviderAnswer> =>
  fromCommand([process.execPath, '-e', code, KEY], { timeoutMs })();
const KEY_ARG = 'process.argv[1]';

test('a key alone on its line is found', async () => {
  const answer = await printing(`console.log(${KEY_ARG})`);
  expect(answer).toMatchObject({ kind: 'found', provided: { source: 'command', warnings: [] } });
  expect(answer.kind === 'found' && answer.provided.key.reveal()).toBe(KEY);
});

test('version 1 of the JSON form gives key and name', async () => {
  const answer = await printing(
    `console.log(JSON.stringify({ version: 1, api_key: ${KEY_ARG}, name: 'project_2', later: true }))`,
  );
  expect(answer).toMatchObject({ kind: 'found', provided: { name: 'project_2' } });
});

test('arguments reach the command as they are, without a shell', async () => {
  const answer = await fromCommand([
    process.execPath,
    '-e',
    'console.error(process.argv[1]); process.exit(1)',
    '$(id); *',
  ])();
  expect(answer.kind === 'broken' && answer.error.message).toContain('It said: $(id); *');
});

test.each([
  ['', /printed nothing/],
  [`console.log(${KEY_ARG}); console.log(${KEY_ARG})`, /more than one line/],
  [`console.log('{' + ${KEY_ARG})`, /JSON that cannot be parsed/],
  [`console.log(JSON.stringify({ api_key: ${KEY_ARG} }))`, /without "version": 1/],
  [`console.log(JSON.stringify({ version: 1, key: ${KEY_ARG} }))`, /"api_key" or "name" is not a string/],
  [`console.log('"' + ${KEY_ARG} + '"')`, /not an API key: it is in quotation marks/],
  [`console.log(${KEY_ARG}.slice(0, -1))`, /not an API key: it has 47 hexadecimal digits/],
  [`console.log(${KEY_ARG}.repeat(2000))`, /more than 64 KiB/],
  [
    `console.error('vault is sealed', ${KEY_ARG}); process.exit(7)`,
    /failed with exit code 7.*It said: vault is sealed ak-…/,
  ],
  [
    `process.kill(process.pid, 'SIGTERM'); setTimeout(() => {}, 5000)`,
    onWindows ? /failed with exit code 1/ : /ended by SIGTERM/,
  ],
])('%s is broken, in words that show no key', async (code, says) => {
  const answer = await printing(code);
  expect(answer.kind).toBe('broken');
  if (answer.kind !== 'broken') return;
  expect(answer.error.message).toMatch(says);
  expect(answer.error).toMatchObject({ kind: 'provider-failed', failure: { exitCode: 3 } });
  expectNoKey(KEY, answer);
});

test('a command that takes too long is ended', async () => {
  const start = performance.now();
  const answer = await printing('setTimeout(() => {}, 60_000)', 300);
  expect(performance.now() - start).toBeLessThan(5000);
  expect(answer.kind === 'broken' && answer.error.message).toMatch(/took longer than 300 ms and was ended/);
});

test('what a command started does not hold up its time limit', async () => {
  const start = performance.now();
  const answer = await printing(
    `require('node:child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 20_000)'], { stdio: 'inherit' });`,
    2000,
  );
  expect(performance.now() - start).toBeLessThan(15_000);
  expect(answer.kind === 'broken' && answer.error.message).toMatch(/took longer than 2000 ms/);
});

test.runIf(onWindows)('what a command started ends with it at its time limit', async (context) => {
  skipUnderWine(context, 'its taskkill knows no /t');
  const mark = join(tempFolder(), 'lives.txt');
  const child = `setTimeout(() => require('node:fs').writeFileSync(${JSON.stringify(mark)}, ''), 4000)`;
  await printing(
    `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}]); setTimeout(() => {}, 60_000);`,
    1000,
  );
  await new Promise((resolve) => setTimeout(resolve, 6000));
  expect(existsSync(mark)).toBe(false);
});

test('a command is found through PATH, a batch file on Windows too, and never in the working directory', async () => {
  const [folder, other] = [tempFolder(), tempFolder()];
  const name = onWindows ? 'give-key.cmd' : 'give-key';
  const give = (key: string): string => (onWindows ? `@echo ${key}\r\n` : `#!/bin/sh\necho ${key}\n`);
  writeFileSync(join(folder, name), give(KEY), { mode: 0o700 });
  writeFileSync(join(other, name), give(madeKey()), { mode: 0o700 });
  const answer = await fromCommand(['give-key'], { cwd: other, env: { ...process.env, PATH: folder } })();
  expect(answer.kind === 'found' && answer.provided.key.reveal()).toBe(KEY);
  const lost = await fromCommand(['give-key'], { cwd: other, env: { ...process.env, PATH: '.' } })();
  expect(lost.kind === 'broken' && lost.error.message).toMatch(
    /the command or the working directory does not exist/,
  );
});

test('a command that is not there says so', async () => {
  const answer = await fromCommand(['/no/such/command'])();
  expect(answer.kind === 'broken' && answer.error.message).toMatch(
    /the command or the working directory does not exist/,
  );
  const nul = await fromCommand([process.execPath, `${KEY}\0`])();
  expect(nul.kind === 'broken' && nul.error.message).toMatch(/an argument contains a NUL/);
  expectNoKey(KEY, nul);
});

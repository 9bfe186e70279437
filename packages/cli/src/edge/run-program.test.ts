import { setTimeout as sleep } from 'node:timers/promises';
import { onWindows } from '@dlubal-kit/testing/skip-on-windows';
import { expect, test } from 'vitest';
import { runProgram } from './run-program.js';

test('the exit code of a program is passed on', async () => {
  expect(await runProgram([process.execPath, '-e', 'process.exit(41)'], process.env)).toEqual({ code: 41 });
});

test.runIf(onWindows)('what the console tells the program itself does not end it hard', async () => {
  const running = runProgram(
    [process.execPath, '-e', 'setTimeout(() => process.exit(41), 3000)'],
    process.env,
  );
  await sleep(500);
  for (const signal of ['SIGINT', 'SIGBREAK', 'SIGHUP'] as const) process.emit(signal, signal);
  expect(await running).toEqual({ code: 41 });
});

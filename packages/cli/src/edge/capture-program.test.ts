import { onWindows, underWine } from '@dlubal-kit/testing/skip-on-windows';
import { tempHome } from '@dlubal-kit/testing/temp-home';
import { expect, test } from 'vitest';
import { captureProgram } from './capture-program.js';

const NEVER = new AbortController().signal;
const run = (code: string, signal = NEVER) =>
  captureProgram([process.execPath, '-e', code], process.env, signal);

/** Starts a program that keeps the output open for long after. */
const LEAVES_CHILD = `require('node:child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 20_000)'], { stdio: 'inherit' });`;

test('output of both streams and the exit code are kept', async () => {
  const end = await run(
    `console.log('out'); setTimeout(() => { console.error('err'); process.exitCode = 7; }, 200)`,
  );
  expect(end).toEqual({ code: 7, output: 'out\nerr\n' });
});

// Wine refuses to start a program now and then.
test('what a program leaves behind does not hold up the next row', { retry: underWine ? 2 : 0 }, async () => {
  const start = performance.now();
  expect(await run(`${LEAVES_CHILD} console.log('done'); process.exit(0)`)).toEqual({
    code: 0,
    output: 'done\n',
  });
  expect(performance.now() - start).toBeLessThan(15_000);
});

test('a program that does not end is ended, with an environment that leads to no other program too', async () => {
  const start = performance.now();
  const env = { SystemRoot: process.env.SystemRoot, PATH: '' };
  const code = `${LEAVES_CHILD} setTimeout(() => {}, 20_000)`;
  const end = await captureProgram([process.execPath, '-e', code], env, AbortSignal.timeout(1000));
  expect(end).toMatchObject({ code: expect.any(Number), output: '' });
  expect(performance.now() - start).toBeLessThan(15_000);
});

test('a program that is not there, or no name at all, is not started', async () => {
  for (const name of ['no-such-program-here', '']) {
    expect(await captureProgram([name], process.env, NEVER)).toEqual({ notStarted: 'ENOENT' });
  }
});

test.runIf(onWindows)(
  'a batch file is found by its name, and an argument that it cannot get is refused',
  async () => {
    using home = tempHome();
    home.write('hello.cmd', '@echo hello %1\r\n@exit /b 5\r\n');
    const env = { ...process.env, PATH: home.path };
    expect(await captureProgram(['hello', 'a&b'], env, NEVER)).toEqual({
      code: 5,
      output: 'hello "a&b"\r\n',
    });
    expect(await captureProgram(['hello', '%PATH%'], env, NEVER)).toEqual({ notStarted: 'batch-argument' });
  },
);

import { connect } from '@dlubal-kit/node-client';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { findPython } from '@dlubal-kit/testing/python-peer';
import { skipOnWindows } from '@dlubal-kit/testing/skip-on-windows';
import { tempHome } from '@dlubal-kit/testing/temp-home';
import { expect, test } from 'vitest';
import { type CliRun, runCli } from '../../../test/run-cli.js';
import { captureProgram } from '../../edge/capture-program.js';
import type { Context } from '../../terminal/context.js';

const ROWS = ['control', 'wrong-key', 'limit-used-up'].flatMap((row) => ['--row', row]);
const keys: string[] = [];

/** Runs `mock rehearse` with a function instead of the program; it gives the exit code and the output. */
function rehearse(options: readonly string[], program: (key: string) => string): Promise<CliRun> {
  const captureProgram = async (_argv: readonly string[], env: Context['env']) => {
    const key = env.DLUBAL_API_KEY ?? '';
    keys.push(key);
    await using app = await connect({
      port: Number(env.DLUBAL_MOCK_PORT),
      apiKeyValue: key,
      checkVersion: false,
    });
    const failure = await app.getModelList().then(
      () => undefined,
      (thing: unknown) => thing,
    );
    return {
      code: failure === undefined ? 0 : 1,
      output: failure === undefined ? '' : `${failure} ${program(key)}`,
    };
  };
  return runCli(['mock', 'rehearse', ...options, '--', 'program'], { captureProgram });
}

test('a careful program passes, and the table says how it ended in each row', async () => {
  const run = await rehearse(ROWS, () => '');
  expect(run.code).toBe(0);
  expect(run.out).toMatch(/^control +0 +\d+ +1 +1 +fine$/m);
  expect(run.out).toMatch(/^wrong-key +1 +\d+ +1 +1 +unknown$/m);
  expect(run.out).toContain('distinguished: yes');
  for (const key of keys) expectNoKey(key, run);
});

test('a program that shows its key fails, and the key is shown no further', async () => {
  for (const json of [[], ['--json']]) {
    const run = await rehearse([...ROWS, ...json], (key) => `with ${key}`);
    expect([run.code, run.out.includes('key-leaked')]).toEqual([11, true]);
    for (const key of keys) expectNoKey(key, run);
  }
});

test.each([
  [['--row', 'wrong'], 'got "wrong"'],
  [['--fail-on', 'rain'], '--fail-on must be one of blind-retry'],
  [['--timeout', 'slo=5'], 'Did you mean slow?'],
  [['--row', 'slo'], 'Did you mean slow?'],
  [['--timeout', 'soon'], '--timeout must be a whole number of seconds'],
  [['--timeout', '0'], '--timeout must be a whole number of seconds'],
  [['--timeout', 'silence=x'], '--timeout must be a whole number of seconds'],
  [['--timeout', 'silence=1=2'], '--timeout must be a whole number of seconds'],
  [['--timeout', 'silense=2'], 'got "silense"'],
])('%j is wrong usage', async (options, says) => {
  expect(await rehearse(options, () => '')).toMatchObject({ code: 2, err: expect.stringContaining(says) });
});

test('a program that does not end is ended with all that it started', async (context) => {
  skipOnWindows(context, 'no sh; src/edge/capture-program.test.ts has the same there');
  using home = tempHome();
  const argv = ['mock', 'rehearse', '--row', 'silence', '--timeout', '1', '--fail-on', 'timed-out', '--'];
  const run = await runCli([...argv, '/bin/sh', '-c', 'sleep 600 & wait'], {
    home: home.path,
    captureProgram,
  });
  expect(run).toMatchObject({
    code: 11,
    out: expect.stringMatching(/^silence +none +1\d\d\d .*timed out$/m),
  });
});

test('a program that fails with a key that works is run no further, and its last lines are shown', async () => {
  for (const json of [[], ['--json']]) {
    const captureProgram = async () => ({ code: 1, output: 'Traceback\n\nModuleNotFoundError: grpc\n' });
    const run = await runCli(['mock', 'rehearse', ...json, '--', 'program'], { captureProgram });
    expect([run.code, run.out.includes('wrong-key'), run.out.includes('not-told-apart')]).toEqual([
      11,
      false,
      false,
    ]);
    expect(run.out).toContain('ModuleNotFoundError: grpc');
  }
});

test('last lines that show the key are not shown', async () => {
  const captureProgram = async (_argv: readonly string[], { DLUBAL_API_KEY = '' }: Context['env']) => {
    keys.push(DLUBAL_API_KEY);
    return { code: 1, output: `with ${DLUBAL_API_KEY}\nor ${DLUBAL_API_KEY.slice(0, 30)}\n` };
  };
  const run = await runCli(['mock', 'rehearse', '--json', '--', 'program'], { captureProgram });
  expect(JSON.parse(run.out)).toMatchObject({
    findings: { 'key-leaked': ['control'], 'control-failed': ['control'] },
  });
  for (const key of keys) expectNoKey(key, run);
});

/** The program of the README: `connect` with its defaults, and one call. */
async function ownClient(
  _argv: readonly string[],
  env: Context['env'],
): Promise<{ code: number; output: string }> {
  try {
    const address = { url: env.DLUBAL_MOCK_HOST ?? '', port: Number(env.DLUBAL_MOCK_PORT) };
    const app = await connect({ ...address, apiKeyValue: env.DLUBAL_API_KEY ?? '' });
    await app.getModelList().finally(() => app.close());
    return { code: 0, output: '' };
  } catch (failure) {
    return { code: 1, output: String(failure) };
  }
}

test('the client of this kit passes its own rehearsal', { timeout: 120_000 }, async () => {
  const failOn = ['blind-retry', 'not-told-apart', 'failure-hidden', 'timed-out'].flatMap((name) => [
    '--fail-on',
    name,
  ]);
  const options = [...failOn, '--timeout', 'silence=2', '--json'];
  const run = await runCli(['mock', 'rehearse', ...options, '--', 'program'], { captureProgram: ownClient });
  const { rows, findings } = JSON.parse(run.out);
  expect([run.code, rows.length]).toEqual([0, 28]);
  expect(findings).toEqual({ 'deadline-not-reached': ['silence'] });
});

const python = findPython(['grpc']);
const SCRIPT = `
import os, sys, grpc
call = grpc.insecure_channel(os.environ['DLUBAL_MOCK_ADDRESS']).unary_unary('/dlubal.api.rfem.Application/get_model_list')
key = 'Bearer ' + os.environ.get('DLUBAL_API_KEY', '')
for attempt in range(3):
    try:
        call(b'', metadata=[('authorization', key)])
        sys.exit(0)
    except grpc.RpcError as error:
        print(error.code(), file=sys.stderr)
sys.exit(1)
`;

test.skipIf(!python.found)(
  `a careless Python program is found out (${python.found ? 'grpcio' : `skipped: ${python.because}`})`,
  async () => {
    using home = tempHome();
    const argv = [python.found ? python.path : '', '-c', SCRIPT];
    const rows = [...ROWS, '--row', 'trailing-newline'];
    const run = await runCli(['mock', 'rehearse', ...rows, '--json', '--', ...argv], {
      home: home.path,
      captureProgram,
    });
    expect(run.code).toBe(11);
    expect(JSON.parse(run.out)).toMatchObject({
      toldApart: false,
      findings: {
        'key-leaked': ['trailing-newline'],
        'blind-retry': ['wrong-key', 'limit-used-up'],
      },
    });
  },
);

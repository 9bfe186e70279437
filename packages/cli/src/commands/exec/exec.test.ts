import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { expect, test } from 'vitest';
import { runCli } from '../../../test/run-cli.js';
import { programEnv } from './exec.js';

const KEY = madeKey();

test('the program gets its words as they are, and the key in place of its rivals', async () => {
  const seen: unknown[] = [];
  const run = await runCli(['exec', '--', 'make', '--json', '--', '', 'a b'], {
    env: { DLUBAL_API_KEY: KEY, DLUBAL_API_KEY_NAME: 'other', PATH: '/bin' },
    runProgram: async (argv, env) => {
      seen.push(argv, env);
      return { code: 7 };
    },
  });
  expect(run).toEqual({ code: 7, out: '', err: '' });
  expect(seen[0]).toEqual(['make', '--json', '--', '', 'a b']);
  expect(seen[1]).toMatchObject({ PATH: '/bin', DLUBAL_API_KEY: KEY });
  expect(seen[1]).not.toHaveProperty('DLUBAL_API_KEY_NAME');
});

test.each<[string, string, Record<string, string>, Record<string, string>]>([
  ['linux', 'DLUBAL_API_KEY', { dlubal_api_key: 'x', PATH: '/' }, { dlubal_api_key: 'x', PATH: '/' }],
  ['win32', 'DLUBAL_API_KEY', { Path: 'C:', dlubal_api_key: 'x', Dlubal_Api_Key_Name: 'y' }, { Path: 'C:' }],
  ['linux', 'RFEM_KEY', { DLUBAL_API_KEY: 'x', DLUBAL_API_KEY_NAME: 'y', RFEM_KEY: 'z' }, {}],
  ['linux', 'RFEM_KEY', { Rfem_Key: 'z' }, { Rfem_Key: 'z' }],
  ['win32', 'RFEM_KEY', { Rfem_Key: 'z' }, {}],
])('on %s the key is in %s and in no other variable', (platform, name, env, kept) => {
  expect(programEnv(env, { [name]: KEY }, platform)).toEqual({ ...kept, [name]: KEY });
});

test('--as gives the key under the name that the program reads', async () => {
  let seen: unknown;
  const run = await runCli(['exec', '--as', 'RFEM_KEY', '--', 'python'], {
    env: { DLUBAL_API_KEY: KEY },
    runProgram: async (_, env) => {
      seen = env;
      return { code: 0 };
    },
  });
  expect([run, seen]).toEqual([{ code: 0, out: '', err: '' }, expect.objectContaining({ RFEM_KEY: KEY })]);
  expect(seen).not.toHaveProperty('DLUBAL_API_KEY');
});

test.each(['1A', 'A-B', 'A=B', 'A B', 'Ä', 'A\0', KEY])('--as %j is refused', async (name) => {
  const run = await runCli(['exec', '--as', name, '--', 'x'], { env: { DLUBAL_API_KEY: KEY } });
  expect(run).toMatchObject({ code: 2, err: expect.stringContaining('--as must be the name of a variable') });
  expectNoKey(KEY, run);
});

test.each([
  ['ENOENT', 127, 'there is no such command'],
  ['EACCES', 126, 'not allowed to run it'],
  ['EMFILE', 126, 'the system reports EMFILE'],
])('a program that cannot start for %s ends with %i', async (notStarted, code, says) => {
  const run = await runCli(['exec', '--', 'x'], {
    env: { DLUBAL_API_KEY: KEY },
    runProgram: async () => ({ notStarted }),
  });
  expect(run).toMatchObject({ code, err: expect.stringContaining(says) });
  expectNoKey(KEY, run);
});

test.each<[NodeJS.Signals, number, string]>([
  ['SIGTERM', 143, 'ended by SIGTERM\n'],
  ['SIGINT', 130, 'ended by SIGINT\n'],
  ['SIGKILL', 137, 'ended by SIGKILL\n'],
  ['SIGABRT', 134, ''],
  ['SIGSEGV', 139, ''],
  ['SIGQUIT', 131, ''],
  ['SIGXCPU', 152, ''],
])(
  'a program that ends by %s ends us with %i, and by the signal unless that dumps core',
  async (signal, code, err) => {
    const run = await runCli(['exec', '--', 'x'], {
      env: { DLUBAL_API_KEY: KEY },
      runProgram: async () => ({ code, signal }),
    });
    expect(run).toEqual({ code, out: '', err });
  },
);

test('without a key nothing runs, and the code is 125', async () => {
  const run = await runCli(['exec', '--json', '--', 'x'], {
    runProgram: () => Promise.reject(new Error('it ran')),
  });
  expect([run.code, JSON.parse(run.out).failure.kind]).toEqual([125, 'key-missing']);
});

test('a command without -- is shown how to write it', async () => {
  const run = await runCli(['exec', 'npm', 'test']);
  expect(run).toMatchObject({ code: 2, err: expect.stringContaining('dlubal-auth exec -- npm test') });
});

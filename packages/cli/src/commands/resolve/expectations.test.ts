import { fingerprint } from '@dlubal-kit/auth-core';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { tempHome } from '@dlubal-kit/testing/temp-home';
import { expect, test } from 'vitest';
import { runCli } from '../../../test/run-cli.js';

const [A, B] = [madeKey(), madeKey()];
const FILE = `[api_keys]\nproject_1 = ${A}\nproject_2 = ${B}\ndefault = ${A}\n`;

test('a job with the expected key goes on', async () => {
  using home = tempHome();
  home.writeConfig(FILE);
  const argv = ['resolve', '--expect', 'name=Project_1', '--expect', `fingerprint=${fingerprint(A)}`];
  expect((await runCli(argv, { home: home.path })).code).toBe(0);
});

test('a job that would use another key fails with 3 and says which', async () => {
  using home = tempHome();
  home.writeConfig(FILE);
  const run = await runCli(['resolve', '--expect', 'name=project_2', '--json'], { home: home.path });
  expect(run.code).toBe(3);
  expect(run.err).toBe(
    `dlubal-auth: expected a key with name project_2, but default in config.ini gives project_1 (ak-…${A.slice(-4)}, fingerprint ${fingerprint(A)}). Correct that place, or what is expected.\n`,
  );
  expect(JSON.parse(run.out)).toMatchObject({
    ok: false,
    key: { name: 'project_1', fingerprint: fingerprint(A) },
    expected: [{ what: 'name', wanted: 'project_2', found: 'project_1', met: false }],
  });
  expectNoKey(A, run);
});

test('a key from the environment is held to its fingerprint too', async () => {
  const run = await runCli(['resolve', '--expect', `fingerprint=${fingerprint(A)}`], {
    env: { DLUBAL_API_KEY: B },
  });
  expect([run.code, run.err]).toMatchObject([
    3,
    expect.stringContaining('DLUBAL_API_KEY gives a key without a name'),
  ]);
  expectNoKey(B, run);
});

test('no key at all fails with its own reason', async () => {
  expect(await runCli(['resolve', '--expect', 'name=a'])).toMatchObject({ code: 3 });
});

test.each(['project_1', 'name=', 'fingerprint=12', 'colour=red', '='])(
  'the expectation %j is refused',
  async (text) => {
    const run = await runCli(['resolve', '--expect', text]);
    expect(run).toMatchObject({ code: 2, err: expect.stringContaining('--expect must be') });
  },
);

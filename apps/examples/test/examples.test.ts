import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startMockServer } from '@dlubal-kit/mock-server';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { findPython } from '@dlubal-kit/testing/python-peer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { examples, folders, isBuilt, PackedExamples } from './packed-examples.js';

const NIGHTLY = '.github/workflows/nightly.yml';

describe.skipIf(!isBuilt)('each example, with the packages as npm has them', { timeout: 120_000 }, () => {
  const packed = new PackedExamples();
  beforeAll(() => packed.prepare(), 120_000);
  afterAll(() => packed[Symbol.dispose]());

  test('every folder is in the table of the README', () => {
    const readme = readFileSync(join(examples, 'README.md'), 'utf8');
    expect(folders.filter((name) => !readme.includes(`| [${name}](${name}) |`))).toEqual([]);
  });

  test('list-models lists none, for two requests, and says what to do without a key', async () => {
    const { code, said } = await packed.npm('list-models', 'try');
    expect(said).toContain('0 open models\n');
    expect(said).toContain('would have spent 2 requests');
    expect(code).toBe(0);
    const without = await packed.npm('list-models', 'start');
    expect(without).toMatchObject({ code: 3, said: expect.stringContaining('billed: no') });
  });

  test.each([
    ['vitest', 'Tests  3 passed', 'spent 4 requests'],
    ['jest', 'Tests:       2 passed', 'spent 2 requests'],
  ])('the tests of %s pass within their budget', async (folder, passed, spent) => {
    const { code, said } = await packed.npm(folder, 'test');
    expect(said).toContain(passed);
    expect(said).toContain(spent);
    expect(code).toBe(0);
  });

  const python = findPython(['grpc', 'pytest']);
  test.skipIf(!python.found)(
    `the tests in Python pass next to the mock server (${python.found ? python.path : python.because})`,
    async () => {
      const { code, said } = await packed.npm('python', 'test');
      expect(said).toContain('2 passed');
      expect(said).toContain('would have spent 4 requests');
      expect(code).toBe(0);
    },
  );

  test('the service goes on when its key is replaced, and exports each call without a key', async () => {
    const keys = { first: madeKey(), second: madeKey() };
    await using server = await startMockServer({ keys });
    const config = packed.home.writeConfig(`[api_keys]\nwatcher = ${keys.first}\n`);
    const env = packed.env({ ...server.env(), DLUBAL_API_CONFIG: config, EVERY_MS: '50' });
    delete env.DLUBAL_API_KEY;
    const argv = ['--import', './telemetry.mjs', 'service.mjs'];
    const service = spawn(process.execPath, argv, { cwd: packed.pathOf('service'), env });
    let said = '';
    for (const stream of [service.stdout, service.stderr])
      stream.on('data', (text) => {
        said += text;
      });
    const ended = once(service, 'close');

    await server.waitForRequest({ method: 'get_model_list', key: 'first' }, { timeoutMs: 30_000 });
    server.keys.first.state = 'revoked';
    packed.home.writeConfig(`[api_keys]\nwatcher = ${keys.second}\n`);
    await server.waitForRequest({ method: 'get_model_list', key: 'second' }, { timeoutMs: 30_000 });
    service.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    expect(said).toContain("name: 'dlubal.api.rfem.Application/get_model_list'");
    for (const key of Object.values(keys)) expectNoKey(key, said);
  });

  test('the job without a secret passes, step by step', async () => {
    const workflow = parse(readFileSync(packed.pathOf('ci-job', NIGHTLY), 'utf8'));
    const steps: { readonly run?: string }[] = workflow.jobs.test.steps;
    const lines = steps.flatMap(({ run }) => (run === undefined || run === 'npm ci' ? [] : [run]));
    expect(lines).toHaveLength(3);
    await packed.shell('ci-job', 'git init -q && git config user.name a && git config user.email a@b');
    await packed.shell('ci-job', 'git add . && git commit -qm first');
    for (const line of lines) expect(await packed.shell('ci-job', line), line).toMatchObject({ code: 0 });
    expect(readFileSync(packed.pathOf('ci-job', 'spend.json'), 'utf8')).toMatch(/"spent": ?1\b/);
  });

  test('the team’s repository refuses a key, and its policy a config.ini that others can read', async () => {
    const key = madeKey();
    await packed.shell('team', 'git init -q && git config user.name a && git config user.email a@b');
    expect(await packed.npm('team', 'prepare')).toMatchObject({ code: 0 });
    expect(await packed.shell('team', 'git add . && git commit -qm first')).toMatchObject({ code: 0 });
    writeFileSync(packed.pathOf('team', 'script.py'), `KEY = "${key}"\n`);
    const refused = await packed.shell('team', 'git add script.py && git commit -qm leak');
    expect(refused.code).not.toBe(0);
    expect(refused.said).toContain('script.py');
    expectNoKey(key, refused.said);
    await packed.shell('team', 'git rm -qf script.py');

    packed.home.writeConfig(`[api_keys]\nproject_1 = ${key}\ndefault = ${key}\n`);
    expect(await packed.npm('team', 'doctor')).toMatchObject({ code: 0 });
    await packed.shell('team', `chmod 644 ${packed.home.configPath}`);
    expect((await packed.npm('team', 'doctor')).said).toMatch(/✗ policy: permissions/);
    expect(await packed.npm('team', 'budget')).toMatchObject({ code: 0 });
  });
});

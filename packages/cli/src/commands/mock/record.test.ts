import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { rpc, startMockServer } from '@dlubal-kit/mock-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectNoKey } from '../../../../../testing/canary.js';
import { tempHome } from '../../../../../testing/temp-home.js';
import { clientFor } from '../../../../mock-server/test/call.js';
import { bundledCli } from '../../../test/bundled-cli.js';
import { runCli } from '../../../test/run-cli.js';

let script = '';
beforeAll(async () => {
  script = await bundledCli();
});
afterAll(() => rmSync(script, { force: true }));

interface Ready {
  readonly address: string;
  readonly keys: Readonly<Record<string, string>>;
}

/** Starts `mock` as a process and reads the line that says it is ready. */
async function startMock(...options: string[]): Promise<{ child: ChildProcess; ready: Ready }> {
  const child = spawn(process.execPath, [script, 'mock', '--json', ...options]);
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return { child, ready: JSON.parse(line) };
}

test('a recording is written as calls come in, survives a crash, is run and compared', async () => {
  await using real = await startMockServer({ applicationInfo: { version: '6.11.0002' } });
  real.use(rpc.createModel(({ name }) => ({ guid: `{${name}}` })));
  using home = tempHome();
  const file = join(home.path, 'r.yaml');
  const key = real.keys.project_1.reveal();
  const { child, ready } = await startMock('--record', file, '--to', real.address);
  using app = clientFor(ready.address, { key });
  const info = await app.call('getApplicationInfo');
  const made = await app.call('createModel', { name: 'tower' });
  await expect.poll(() => readFileSync(file, 'utf8'), { timeout: 5_000 }).toContain('tower');
  child.kill('SIGKILL');
  await once(child, 'exit');
  expectNoKey(key, readFileSync(file, 'utf8'));
  expect(readdirSync(home.path)).toEqual(['r.yaml']);

  const again = await startMock('--scenario', file);
  using told = clientFor(again.ready.address, { key: Object.values(again.ready.keys)[0] ?? '' });
  expect(await told.call('getApplicationInfo')).toEqual(info);
  expect(await told.call('createModel', { name: 'tower' })).toEqual(made);
  again.child.kill('SIGTERM');
  expect((await once(again.child, 'exit'))[0]).toBe(0);

  const drift = await runCli(['mock', '--drift', file]);
  expect(drift).toEqual({
    code: 11,
    out: `call 1 get_application_info: version: recorded "6.11.0002", ours "6.10.0001"\n${file}: 2 calls compared, 1 differ\n`,
    err: '',
  });
  const json = JSON.parse((await runCli(['mock', '--drift', file, '--json'])).out);
  expect(json).toMatchObject({ ok: false, compared: 2, findings: [{ call: 1, path: 'version' }] });
});

test('start and end say what is billed', async () => {
  await using real = await startMockServer();
  using home = tempHome();
  const run = await runCli(['mock', '--record', 'r.yaml', '--to', real.address], { home: home.path });
  expect(run.code).toBe(0);
  expect(run.out).toMatch(/^listening on 127\.0\.0\.1:\d+\n$/);
  expect(run.err).toBe(
    `every call goes on to ${real.address}, once, and is billed there; what comes back is written to r.yaml\n` +
      'stopped by SIGTERM; calls passed on, each billed by the real server: 0\n',
  );
  const empty = await runCli(['mock', '--drift', 'r.yaml'], { home: home.path });
  expect(empty).toMatchObject({ code: 2, out: '' });
  expect(empty.err).toContain('holds no recorded calls');
});

describe('wrong usage', () => {
  const wrong: [argv: string[], says: string][] = [
    [['--record', 'there.yaml', '--to', '127.0.0.1:9'], 'there.yaml cannot be written: it is there already'],
    [
      ['--record', 'no/r.yaml', '--to', '127.0.0.1:9'],
      'no/r.yaml cannot be written: its folder is not there',
    ],
    [['--record', 'r.yaml'], '--to HOST:PORT'],
    [['--record', 'r.yaml', '--to', 'host'], '--to HOST:PORT'],
    [['--record', 'r.yaml', '--to', 'http://host:1'], '--to HOST:PORT'],
    [['--record', 'r.yaml', '--to', 'host:99999'], '--to HOST:PORT'],
    [
      ['--record', 'r.yaml', '--to', 'h:1', '--to-ca-file', 'none.pem'],
      'the roots of --to-ca-file cannot be read',
    ],
    [['--record', 'r.yaml', '--to', 'h:1', '--limit', '3'], '--limit and --record exclude each other'],
    [['--record', 'r.yaml', '--scenario', 'there.yaml'], '--scenario and --record exclude each other'],
    [['--to', 'h:1'], '--to wants a recording'],
  ];
  test.for(wrong)('mock %j is told', async ([argv, says]) => {
    using home = tempHome();
    home.write('there.yaml', 'version: 1\n');
    const run = await runCli(['mock', ...argv], { home: home.path });
    expect(run).toMatchObject({ code: 2, out: '' });
    expect(run.err).toContain(says);
    expect(readFileSync(join(home.path, 'there.yaml'), 'utf8')).toBe('version: 1\n');
    expect(readdirSync(home.path)).toEqual(['there.yaml']);
  });
});

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { rpc, startMockServer } from '@dlubal-kit/mock-server';
import { connect } from '@dlubal-kit/node-client';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { tempHome } from '@dlubal-kit/testing/temp-home';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
async function startMock(...argv: string[]): Promise<{ child: ChildProcess; ready: Ready }> {
  const child = spawn(process.execPath, [script, 'mock', ...argv, '--json']);
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return { child, ready: JSON.parse(line) };
}

test('a recording is written as calls come in, survives a crash, is run and compared', async () => {
  await using real = await startMockServer({ applicationInfo: { version: '6.11.0002' } });
  real.use(rpc.createModel(({ name }) => ({ guid: `{${name}}` })));
  using home = tempHome();
  const file = join(home.path, 'r.yaml');
  const key = real.keys.project_1.reveal();
  const { child, ready } = await startMock('record', file, '--to', real.address);
  using app = clientFor(ready.address, { key });
  const info = await app.call('getApplicationInfo');
  const made = await app.call('createModel', { name: 'tower' });
  await expect.poll(() => readFileSync(file, 'utf8'), { timeout: 5_000 }).toContain('tower');
  child.kill('SIGKILL');
  await once(child, 'exit');
  expectNoKey(key, readFileSync(file, 'utf8'));
  expect(readdirSync(home.path)).toEqual(['r.yaml']);

  const again = await startMock('--scenario', file, '--until-stdin-ends');
  using told = clientFor(again.ready.address, { key: Object.values(again.ready.keys)[0] ?? '' });
  expect(await told.call('getApplicationInfo')).toEqual(info);
  expect(await told.call('createModel', { name: 'tower' })).toEqual(made);
  again.child.stdin?.end();
  expect((await once(again.child, 'exit'))[0]).toBe(0);

  const drift = await runCli(['mock', 'drift', file]);
  expect(drift).toEqual({
    code: 11,
    out: `call 1 get_application_info: version: recorded "6.11.0002", ours "6.10.0001"\n${file}: 2 calls compared, 1 differ\n`,
    err: '',
  });
  const json = JSON.parse((await runCli(['mock', 'drift', file, '--json'])).out);
  expect(json).toMatchObject({ ok: false, compared: 2, findings: [{ call: 1, path: 'version' }] });
});

test('start and end say what is billed', async () => {
  await using real = await startMockServer();
  using home = tempHome();
  const run = await runCli(['mock', 'record', 'r.yaml', '--to', real.address], { home: home.path });
  expect(run.code).toBe(0);
  expect(run.out).toMatch(/^listening on 127\.0\.0\.1:\d+\n$/);
  expect(run.err).toBe(
    `note: each call is forwarded to ${real.address}, once, and billed there; the answers are written to r.yaml\n` +
      'stopped by SIGTERM; calls forwarded, each billed by the real server: 0\n',
  );
  const empty = await runCli(['mock', 'drift', 'r.yaml'], { home: home.path });
  expect(empty).toMatchObject({ code: 2, out: '' });
  expect(empty.err).toContain('has no recorded calls');
});

describe('wrong usage', () => {
  const TO = ['--to', '127.0.0.1:9'];
  const wrong: [argv: string[], says: string][] = [
    [['record', 'there.yaml', ...TO], 'there.yaml cannot be written: '],
    [['record', 'no/r.yaml', ...TO], 'no/r.yaml cannot be written: '],
    [['record', 'r.yaml'], '"mock record" needs --to HOST:PORT'],
    [['record', ...TO], '"mock record" needs FILE'],
    [['record', 'r.yaml', '--to', 'host'], '--to must be HOST:PORT'],
    [['record', 'r.yaml', '--to', 'http://host:1'], '--to must be HOST:PORT'],
    [['record', 'r.yaml', '--to', 'host:99999'], '--to must be HOST:PORT'],
    [['record', 'r.yaml', ...TO, '--to-ca-file', 'none.pem'], 'cannot be read'],
    [['record', 'r.yaml', ...TO, '--limit', '3'], '"mock record" has no option --limit'],
    [['record', 'r.yaml', ...TO, '--ui'], '"mock record" has no option --ui'],
    [['record', 'r.yaml', ...TO, '--ca-out', 'ca.pem'], '--ca-out needs --tls or --certificate STATE'],
    [['--record', 'r.yaml', ...TO], 'Write: dlubal-auth mock record FILE --to HOST:PORT'],
    [['--to', 'h:1'], 'Write: dlubal-auth mock record FILE --to HOST:PORT'],
    [['--drift', 'r.yaml'], 'Write: dlubal-auth mock drift FILE'],
    [['--check', '--scenario', 'there.yaml'], 'Write: dlubal-auth mock check FILE'],
    [['--print-schema'], 'Write: dlubal-auth mock schema'],
    [['check', 'there.yaml', '--tls'], '"mock check" has no option --tls'],
    [['drift', 'there.yaml', '--port', '1'], '"mock drift" has no option --port'],
    [['schema', '--scenario', 'x'], '"mock schema" has no option --scenario'],
    [['exec', '--ui', '--', 'true'], '"mock exec" has no option --ui'],
    [['rehearse', '--tls', '--', 'true'], '"mock rehearse" has no option --tls'],
  ];
  test.for(wrong)('mock %j is refused', async ([argv, says]) => {
    using home = tempHome();
    home.write('there.yaml', 'version: 1\n');
    const run = await runCli(['mock', ...argv], { home: home.path });
    expect(run).toMatchObject({ code: 2, out: '' });
    expect(run.err).toContain(says);
    expect(readFileSync(join(home.path, 'there.yaml'), 'utf8')).toBe('version: 1\n');
    expect(readdirSync(home.path)).toEqual(['there.yaml']);
  });
});

test('a recorder listens with TLS and tells clients as the mock server does', async () => {
  await using real = await startMockServer();
  using home = tempHome();
  let seen: Record<string, string> = {};
  const run = await runCli(
    [
      'mock',
      'record',
      'r.yaml',
      '--to',
      real.address,
      '--tls',
      '--ca-out',
      'ca.pem',
      '--port-file',
      'p.txt',
      '--quiet',
    ],
    {
      home: home.path,
      untilSignal: async () => {
        // Once the port is written, all is there.
        await expect.poll(() => existsSync(join(home.path, 'p.txt'))).toBe(true);
        const [ca, port] = ['ca.pem', 'p.txt'].map((name) => readFileSync(join(home.path, name), 'utf8'));
        seen = { ca: ca ?? '', port: port ?? '' };
        const tls = { ca: Buffer.from(seen.ca ?? '') };
        const key = real.keys.project_1.reveal();
        await using app = await connect({ url: 'localhost', port: Number(port), tls, apiKeyValue: key });
        expect(app.serverInfo?.version).toBeTypeOf('string');
        return 'SIGTERM';
      },
    },
  );
  expect(run).toMatchObject({ code: 0, out: expect.stringMatching(/^listening on 127\.0\.0\.1:\d+\n$/) });
  expect(run.err).toMatch(/^stopped by SIGTERM; calls forwarded, each billed by the real server: \d\n$/);
  expect(seen.ca).toContain('BEGIN CERTIFICATE');
});

test('a recorder stops when stdin ends, where that is asked for', async () => {
  using home = tempHome();
  const argv = ['mock', 'record', 'r.yaml', '--to', '127.0.0.1:9', '--until-stdin-ends'];
  const run = await runCli(argv, { home: home.path, untilSignal: () => new Promise(() => {}) });
  expect(run).toMatchObject({ code: 0, err: expect.stringContaining('stopped by the end of stdin') });
});

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startMockServer } from '@dlubal-kit/mock-server';
import { connect } from '@dlubal-kit/node-client';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { NO_FETCH, skipUnderWine } from '@dlubal-kit/testing/skip-on-windows';
import { tempHome } from '@dlubal-kit/testing/temp-home';
import { expect, test } from 'vitest';
import { type CliRun, runCli } from '../../../test/run-cli.js';

interface Ready {
  readonly port: number;
  readonly keys: Readonly<Record<string, string>>;
  readonly ui?: string;
}

/** Runs `mock --json`, does some work once it is ready, and ends it by a signal. */
async function whileMockRuns(options: string[], work: (ready: Ready) => Promise<void>): Promise<CliRun> {
  let finish = (): void => {};
  const ended = new Promise<string>((resolve) => {
    finish = () => resolve('SIGTERM');
  });
  let failed: unknown;
  const run = await runCli(['mock', '--json', ...options], {
    untilSignal: () => ended,
    onOut: (text) => {
      work(JSON.parse(text))
        .catch((thing) => {
          failed = thing;
        })
        .finally(finish);
    },
  });
  if (failed !== undefined) throw failed;
  return run;
}

async function list(port: number, key: string): Promise<unknown> {
  await using app = await connect({ port, apiKeyValue: key, checkVersion: false });
  return await app.getModelList().catch((thing: unknown) => thing);
}

test('each call is a line on stderr, with its key by label', async () => {
  const stranger = madeKey();
  const keys: string[] = [stranger];
  const run = await whileMockRuns(['--key', 'bridge'], async ({ port, keys: made }) => {
    keys.push(made.bridge ?? '');
    await list(port, made.bridge ?? '');
    await list(port, stranger);
  });
  const lines = run.err.split('\n').filter((line) => line.includes('get_model_list'));
  expect(lines).toEqual([
    expect.stringMatching(/^\d\. get_model_list by bridge: OK {2}[\d.]+ ms, request \d$/),
    expect.stringMatching(
      /^\d\. get_model_list by a key that is unknown: UNAUTHENTICATED \(refused\) .* request \d$/,
    ),
  ]);
  for (const key of keys) expectNoKey(key, run.err);
});

test('--quiet prints no calls', async () => {
  let called: unknown;
  const run = await whileMockRuns(['--quiet'], async ({ port, keys }) => {
    called = await list(port, keys.project_1 ?? '');
  });
  expect(run).toMatchObject({ code: 0, err: '' });
  expect(called).toEqual({ modelInfo: [] });
});

test('the end of standard input ends it where that was asked for', async () => {
  const run = await runCli(['mock', '--until-stdin-ends'], { untilSignal: () => new Promise(() => {}) });
  expect(run).toMatchObject({ code: 0, err: 'stopped by the end of stdin; requests this month: 0\n' });
});

/** Runs the server until a file of it is there. @returns what the file held then, and what is left in the folder. */
async function whileFileIsThere(
  argv: readonly string[],
  name: string,
  change = (_path: string): void => {},
): Promise<{ run: CliRun; text: string; left: string[] }> {
  using home = tempHome();
  const path = join(home.path, name);
  let text = '';
  const untilSignal = async (): Promise<string> => {
    await expect.poll(() => existsSync(path), { timeout: 5_000 }).toBe(true);
    text = readFileSync(path, 'utf8');
    change(path);
    return 'SIGTERM';
  };
  const run = await runCli(['mock', ...argv], { home: home.path, untilSignal });
  return { run, text, left: readdirSync(home.path).filter((entry) => !entry.startsWith('.')) };
}

test('--port-file holds the port while the server runs, and nothing is left next to it', async () => {
  const { run, text, left } = await whileFileIsThere(['--json', '--port-file', 'port.txt'], 'port.txt');
  expect([text, left]).toEqual([`${JSON.parse(run.out).port}\n`, []]);
});

test('a port file that another server has written since stays', async () => {
  const change = (path: string): void => writeFileSync(path, '9000\n');
  const { left } = await whileFileIsThere(['--port-file', 'port.txt'], 'port.txt', change);
  expect(left).toEqual(['port.txt']);
});

test('a label that is given twice is wrong usage', async () => {
  const run = await runCli(['mock', '--key', 'a', '--key', 'a']);
  expect(run).toMatchObject({ code: 2, err: expect.stringContaining('the label "a" twice') });
});

test('--ui serves a page at the address that is printed, and nothing of it stays', async (context) => {
  skipUnderWine(context, NO_FETCH);
  let address = '';
  const run = await whileMockRuns(['--ui'], async ({ ui = '' }) => {
    address = ui;
    expect(await (await fetch(ui)).text()).toContain('<title>Dlubal API mock server</title>');
  });
  expect(run.code).toBe(0);
  await expect(fetch(address)).rejects.toThrow();
});

test('a certificate that does not exist is wrong usage, and the others are named', async () => {
  const run = await runCli(['mock', '--certificate', 'nice']);
  expect(run).toMatchObject({ code: 2, out: '' });
  expect(run.err).toContain('--certificate must be one of valid, expired');
});

test('with --tls the root certificate is written for clients, and is in the line of JSON', async () => {
  const argv = ['--tls', '--ca-out', 'ca.pem', '--json', '--port-file', 'p'];
  const { run, text, left } = await whileFileIsThere(argv, 'ca.pem');
  const { ca } = JSON.parse(run.out.split('\n')[0] ?? '');
  expect(ca).toContain('BEGIN CERTIFICATE');
  expect([text, left]).toEqual([ca, []]);
});

test.each(['port-file', 'ca-out'])(
  'a file of --%s that cannot be written stops the server, and is named',
  async (option) => {
    await using probe = await startMockServer();
    const { port } = probe;
    await probe.stop();
    const argv = ['mock', '--tls', '--port', String(port), `--${option}`, '/nowhere-at-all/file'];
    const run = await runCli(argv);
    expect(run.code).toBe(2);
    expect(run.err).toContain('/nowhere-at-all/file cannot be written: ');
    await expect(connect({ port, apiKeyValue: madeKey() })).rejects.toMatchObject({
      failure: { kind: 'server-unreachable' },
    });
  },
);

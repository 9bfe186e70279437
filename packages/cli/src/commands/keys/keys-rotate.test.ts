import { startMockServer } from '@dlubal-kit/mock-server';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { type TempHome, tempHome } from '@dlubal-kit/testing/temp-home';
import { expect, test } from 'vitest';
import { type CliRun, runCli } from '../../../test/run-cli.js';

const [OLD, NEW, OTHER] = [madeKey(), madeKey(), madeKey()];
const FILE = `[api_keys]\nproject_1 = ${OLD}\nproject_2 = ${OTHER}\ndefault = ${OLD}\n`;

async function rotate(home: TempHome, input: string, ...more: string[]): Promise<CliRun> {
  const argv = ['keys', 'rotate', 'project_1', '--stdin', ...more];
  const run = await runCli(argv, { home: home.path, input });
  for (const key of [OLD, NEW, OTHER]) expectNoKey(key, run);
  return run;
}

test('the server is asked with the new key, then key, default and old key are written at once', async () => {
  await using server = await startMockServer({ keys: { project_1: NEW } });
  using home = tempHome();
  home.writeConfig(FILE);
  const run = await rotate(home, NEW, '--port', String(server.port), '--json');
  expect([run.code, JSON.parse(run.out)]).toMatchObject([
    0,
    { ok: true, changed: true, key: { isDefault: true } },
  ]);
  expect(run.err).toContain('a check is one API request');
  expect(home.readConfig()).toBe(
    `[api_keys]\nproject_1 = ${NEW}\nproject_2 = ${OTHER}\ndefault = ${NEW}\nproject_1.old = ${OLD}\n`,
  );
});

test('a key that the server refuses changes nothing', async () => {
  await using server = await startMockServer({ keys: { project_1: OTHER } });
  using home = tempHome();
  home.writeConfig(FILE);
  const json = await rotate(home, NEW, '--port', String(server.port), '--json');
  expect(json.code).toBe(4);
  expect(JSON.parse(json.out)).toMatchObject({ ok: false, changed: false, failure: { kind: 'key-refused' } });
  const text = await rotate(home, NEW, '--port', String(server.port));
  expect(text.out).toContain('key-refused');
  expect(text.err).toContain('project_1 keeps its old key');
  expect(home.readConfig()).toBe(FILE);
});

test('a server that is not there changes nothing, and --offline is named', async () => {
  using home = tempHome();
  home.writeConfig(FILE);
  const run = await rotate(home, NEW, '--port', '1');
  expect(run).toMatchObject({ code: 6, err: expect.stringContaining('--offline') });
  expect(home.readConfig()).toBe(FILE);
});

test('--offline asks nobody, --drop-old keeps nothing', async () => {
  using home = tempHome();
  home.writeConfig(FILE);
  const run = await rotate(home, NEW, '--offline', '--drop-old', '--yes');
  expect(run.out).toContain('project_1');
  expect(home.readConfig()).toBe(FILE.replaceAll(OLD, NEW));
});

test('an old key that was kept before is not lost to the next rotation', async () => {
  using home = tempHome();
  home.writeConfig(FILE);
  await rotate(home, NEW, '--offline');
  await rotate(home, madeKey(), '--offline');
  expect(home.readConfig()).toContain(`project_1.old = ${OLD}\nproject_1.old2 = ${NEW}\n`);
});

test('the same key is refused before it costs a request', async () => {
  await using server = await startMockServer({ keys: { project_1: OLD } });
  using home = tempHome();
  home.writeConfig(FILE);
  const run = await rotate(home, OLD, '--port', String(server.port));
  expect(run).toMatchObject({ code: 2, err: expect.stringContaining('already has this key') });
  expect(server.requests).toHaveLength(0);
});

test('names that hold the old or the new key too are told', async () => {
  using home = tempHome();
  home.writeConfig(`[api_keys]\nproject_1 = ${OLD}\ntwin = ${OLD}\nnext = ${NEW}\n`);
  const run = await rotate(home, NEW, '--offline');
  expect(run.err).toContain('twin still has the old key');
  expect(run.err).toContain('the new key is stored as next too');
});

test('what is not a key cannot be kept, only dropped', async () => {
  using home = tempHome();
  home.writeConfig('[api_keys]\nproject_1 = two\n  lines\n');
  expect(await rotate(home, NEW, '--offline')).toMatchObject({
    code: 2,
    err: expect.stringContaining('Use --drop-old'),
  });
  await rotate(home, NEW, '--offline', '--drop-old');
  expect(home.readConfig()).toBe(`[api_keys]\nproject_1 = ${NEW}\n`);
});

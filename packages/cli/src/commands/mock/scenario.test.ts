import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { scenarioSchema } from '@dlubal-kit/mock-server/scenario';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { onWindows } from '@dlubal-kit/testing/skip-on-windows';
import { tempHome } from '@dlubal-kit/testing/temp-home';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientFor } from '../../../../mock-server/test/call.js';
import { bundledCli } from '../../../test/bundled-cli.js';
import { runCli } from '../../../test/run-cli.js';

const GOOD = 'version: 1\nkeys: { ci: { limit: 2 }, old: { state: revoked } }\n';
const BAD = 'version: 1\nkeyss: {}\nmonthlyLimit: x\n';

async function runWith(text: string, ...argv: string[]) {
  using home = tempHome();
  home.write('s.yaml', text);
  return await runCli(['mock', ...(argv.length === 0 ? ['--scenario', 's.yaml'] : argv)], {
    home: home.path,
  });
}

test('a scenario is run, and its keys are shown', async () => {
  const { code, out } = await runWith(GOOD);
  expect(code).toBe(0);
  expect(out).toMatch(/^listening on 127\.0\.0\.1:\d+\nkey ci: ak-[0-9a-f]{48}\nkey old: ak-[0-9a-f]{48}\n$/);
});

test('mock check says that a file is fine, and starts nothing', async () => {
  expect(await runWith(GOOD, 'check', 's.yaml')).toEqual({
    code: 0,
    out: 's.yaml: fine: 2 keys, 0 handlers\n',
    err: '',
  });
  expect(JSON.parse((await runWith(GOOD, 'check', 's.yaml', '--json')).out)).toMatchObject({ ok: true });
});

test('all that is wrong in a file is told at once, and the exit code is 2', async () => {
  const told = [
    's.yaml:2:1: keyss: unknown field `keyss`: did you mean `keys`?',
    's.yaml:3:15: monthlyLimit: this is a text. Give a whole number.',
    '',
  ].join('\n');
  expect(await runWith(BAD)).toEqual({ code: 2, out: '', err: told });
  expect(await runWith(BAD, 'check', 's.yaml')).toEqual({ code: 2, out: '', err: told });
  const { problems } = JSON.parse((await runWith(BAD, 'check', 's.yaml', '--json')).out);
  expect(problems).toHaveLength(2);
  expect(problems[0]).toMatchObject({ line: 2, column: 1, path: 'keyss' });
});

test('mock schema prints the schema', async () => {
  const { code, out } = await runCli(['mock', 'schema']);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toEqual(JSON.parse(JSON.stringify(scenarioSchema())));
});

describe('wrong usage', () => {
  const wrong: [argv: string[], says: string][] = [
    [['--scenario', 'none.yaml'], 'none.yaml cannot be read: there is no such file'],
    [['--scenario', 'folder'], 'folder cannot be read: it is a folder'],
    onWindows
      ? [['--scenario', 'NUL'], 'NUL cannot be read: there is no such file']
      : [['--scenario', '/dev/zero'], '/dev/zero cannot be read: it is a pipe, a socket or a device'],
    [['--scenario', 's.yaml', '--limit', '3'], '--scenario and --limit exclude each other'],
    [['--scenario', 's.yaml', '--key', 'x'], '--scenario and --key exclude each other'],
    [['--watch'], '--watch needs --scenario FILE'],
    [['check'], '"mock check" needs FILE'],
  ];
  test.for(wrong)('mock %j is refused', async ([argv, says]) => {
    using home = tempHome();
    home.write('s.yaml', GOOD);
    mkdirSync(join(home.path, 'folder'));
    const run = await runCli(['mock', ...argv], { home: home.path });
    expect(run).toMatchObject({ code: 2, out: '' });
    expect(run.err).toContain(says);
  });
});

test('a key comes from the environment, and is not shown', async () => {
  const key = madeKey();
  using home = tempHome();
  home.write('s.yaml', `version: 1\nkeys: { ci: { value: "\${CI_KEY}" } }\n`);
  const run = await runCli(['mock', '--scenario', 's.yaml'], { home: home.path, env: { CI_KEY: key } });
  expect(run.code).toBe(0);
  expectNoKey(key, run);
  expectNoKey(
    key,
    await runWith(`version: 1\nkeys: { ${key}: { value: ${key} } }\n`, '--scenario', 's.yaml', '--json'),
  );
  expectNoKey(key, await runCli(['mock', '--scenario', key], { home: home.path }));
});

describe('the command as a process', () => {
  let script = '';
  beforeAll(async () => {
    script = await bundledCli();
  });
  afterAll(() => rmSync(script, { force: true }));

  test('an edit is applied while it runs; a broken one leaves the last good scenario', async () => {
    using home = tempHome();
    const reply = (guid: string): string =>
      `handlers: [{ method: create_model, reply: { guid: ${guid} } }]\n`;
    const file = home.write('s.yaml', `version: 1\nkeys: { ci: {} }\n${reply('first')}`);
    const child = spawn(process.execPath, [
      script,
      'mock',
      '--scenario',
      file,
      '--watch',
      '--until-stdin-ends',
      '--json',
      '--quiet',
    ]);
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const errors = createInterface({ input: child.stderr })[Symbol.asyncIterator]();
    const next = async () => JSON.parse((await lines.next()).value);
    const { address, keys } = await next();
    using app = clientFor(address, { key: keys.ci });
    expect(await app.call('createModel', { name: 'x' })).toEqual({ guid: 'first' });

    // As editors do it: another file takes the place of the old one.
    renameSync(
      home.write('next', `version: 1\nkeys: { ci: { limit: 9 }, more: {} }\n${reply('second')}`),
      file,
    );
    const reloaded = await next();
    expect(reloaded).toEqual({ reloaded: true, keys: { more: expect.stringMatching(/^ak-/) } });
    using other = clientFor(address, { key: reloaded.keys.more });
    expect(await other.call('createModel', { name: 'x' })).toEqual({ guid: 'second' });
    expect(await app.call('createModel', { name: 'x' })).toEqual({ guid: 'second' });

    home.write('s.yaml', 'version: 1\nhandlers: {}\n');
    expect((await errors.next()).value).toMatch(/s\.yaml:2:11: handlers: this is an object\. Give a list\.$/);
    expect(await next()).toEqual({ reloaded: false });
    expect(await app.call('createModel', { name: 'x' })).toEqual({ guid: 'second' });

    home.write('s.yaml', `version: 1\nkeys: { ci: { state: revoked } }\n${reply('third')}`);
    expect(await next()).toEqual({ reloaded: true, keys: {} });
    await expect(app.call('createModel', { name: 'x' })).rejects.toMatchObject({ code: 16 });
    await expect(other.call('createModel', { name: 'x' })).rejects.toMatchObject({ code: 16 });

    child.stdin.end();
    expect((await once(child, 'exit'))[0]).toBe(0);
  });
});

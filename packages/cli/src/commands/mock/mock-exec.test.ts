import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { connect } from '@dlubal-kit/node-client';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { notOnWindows, onWindows } from '@dlubal-kit/testing/skip-on-windows';
import { tempHome } from '@dlubal-kit/testing/temp-home';
import { expect, test } from 'vitest';
import { bundledCli } from '../../../test/bundled-cli.js';
import { type CliRun, type RunCliOptions, runCli } from '../../../test/run-cli.js';
import type { Context } from '../../terminal/context.js';

type Env = Context['env'];

/** Runs `mock exec` with a function instead of the program. */
function execWith(
  options: readonly string[],
  program: (env: Env) => Promise<number>,
  more: RunCliOptions = {},
): Promise<CliRun> {
  return runCli(['mock', 'exec', ...options, '--', 'program'], {
    runProgram: async (_argv, env) => ({ code: await program(env) }),
    ...more,
  });
}

/** Lists the models so many times with a key, and counts the lists that came. */
async function listModels(env: Env, times: number, apiKeyValue = env.DLUBAL_API_KEY ?? ''): Promise<number> {
  await using app = await connect({ port: Number(env.DLUBAL_MOCK_PORT), apiKeyValue, checkVersion: false });
  let came = 0;
  for (let at = 0; at < times; at += 1) {
    await app.getModelList().then(
      () => {
        came += 1;
      },
      () => {},
    );
  }
  return came;
}

test('what the program would have spent is told, and its exit code passed on', async () => {
  const run = await execWith(['--limit', '2'], async (env) => {
    expect(await listModels(env, 3)).toBe(2);
    return 7;
  });
  expect(run).toMatchObject({ code: 7, out: '' });
  expect(run.err).toMatch(/^dlubal-auth: would have spent \d requests; \d refused\n$/);
});

test('a program that never calls is told where the server was', async () => {
  const run = await execWith([], async () => 0);
  expect(run).toMatchObject({
    code: 0,
    err: expect.stringContaining('DLUBAL_MOCK_ADDRESS has its address'),
  });
});

test('a budget that is exceeded fails a program that was fine, and no other', async () => {
  const spendThree = async (env: Env): Promise<number> => {
    await listModels(env, 3);
    return 0;
  };
  expect(await execWith(['--budget', '2'], spendThree)).toMatchObject({
    code: 11,
    err: expect.stringContaining('more than the budget of 2'),
  });
  expect((await execWith(['--budget', '9'], spendThree)).code).toBe(0);
  expect((await execWith(['--budget', '2'], async (env) => 3 + (await spendThree(env)))).code).toBe(3);
});

test('no key of the caller reaches the program, under whatever name', async () => {
  const [real, other] = [madeKey(), madeKey()];
  const seen: Record<string, string | undefined> = {};
  const named = { DLUBAL_API_KEY_NAME: 'x', DLUBAL_AUDIT_LOG: '/var/log/keys.jsonl' };
  const env = { DLUBAL_API_KEY: real, ...named, BRIDGE: `Bearer ${other}`, PATH: '/bin' };
  const remember = async (given: Env): Promise<number> => {
    Object.assign(seen, given);
    return 0;
  };
  const run = await execWith([], remember, { env });
  expectNoKey(real, seen, run);
  expectNoKey(other, seen, run);
  expect(seen).toMatchObject({ PATH: '/bin', DLUBAL_API_KEY: expect.stringMatching(/^ak-[0-9a-f]{48}$/) });
  for (const name of Object.keys(named)) expect(seen).not.toHaveProperty(name);
  expect(run.err).toContain('BRIDGE has a key, which is kept from the program');
});

test.each([
  ['linux', 'XDG_CONFIG_HOME', '.config'],
  ['win32', 'LOCALAPPDATA', 'AppData/Local'],
])(
  'on %s the keys are where the official client looks, next to the rest of that folder',
  async (platform, variable, settings) => {
    using home = tempHome();
    home.write(`${settings}/Dlubal/api/config.ini`, `[api_keys]\nproject_1 = ${madeKey()}\n`);
    home.write(`${settings}/git/config`, '[user]\n');
    let folder = '';
    const program = async (env: Env): Promise<number> => {
      folder = env[variable] ?? '';
      const text = readFileSync(join(folder, 'Dlubal/api/config.ini'), 'utf8');
      expect(env.DLUBAL_API_CONFIG).toBe(join(folder, 'Dlubal', 'api', 'config.ini'));
      const key = /^bridge = (ak-\S+)$/m.exec(text)?.[1] ?? '';
      expect(await listModels(env, 1, key)).toBe(1);
      expect(text).not.toContain('project_1');
      // Wine has no links between folders.
      if (!onWindows) expect(readFileSync(join(folder, 'git/config'), 'utf8')).toBe('[user]\n');
      return 0;
    };
    const env = { [variable]: join(home.path, settings) };
    const run = await execWith(['--key', 'bridge', '--key', 'tower'], program, {
      home: home.path,
      platform,
      env,
    });
    expect(run.code).toBe(0);
    expect(existsSync(folder)).toBe(false);
    expect(existsSync(join(home.path, settings, 'git/config'))).toBe(true);
  },
);

test.each([
  ['linux', 'XDG_CONFIG_HOME', '.config'],
  ['win32', 'LOCALAPPDATA', 'AppData/Local'],
])(
  'on %s what the program saves in the folder for settings is there afterwards',
  async (platform, variable, settings) => {
    using home = tempHome();
    const real = (name: string): string => join(home.path, settings, name);
    const config = `[api_keys]\nproject_1 = ${madeKey()}\n`;
    home.write(`${settings}/Dlubal/api/config.ini`, config);
    home.write(`${settings}/Dlubal/api/notes.txt`, 'old');
    home.write(`${settings}/Dlubal/rfem/view.ini`, 'old');
    home.write(`${settings}/tool.conf`, 'old');
    home.write(`${settings}/git/config`, 'old');
    const program = async (env: Env): Promise<number> => {
      const seen = (name: string): string => join(env[variable] ?? '', name);
      mkdirSync(seen('new/deep'), { recursive: true });
      writeFileSync(seen('new/deep/x.conf'), 'new');
      writeFileSync(seen('tool.tmp'), 'new');
      // As careful programs save: over the link.
      renameSync(seen('tool.tmp'), seen('tool.conf'));
      writeFileSync(seen('Dlubal/mine.ini'), 'new');
      writeFileSync(seen('Dlubal/api/other.ini'), 'new');
      writeFileSync(seen('Dlubal/api/config.ini'), 'the keys of the mock server');
      if (!onWindows) writeFileSync(seen('Dlubal/rfem/view.ini'), 'new');
      return 0;
    };
    const run = await execWith([], program, { home: home.path, platform, env: { [variable]: real('') } });
    expect(run).toMatchObject({ code: 0, err: expect.not.stringContaining('could not be moved') });
    const saved = ['new/deep/x.conf', 'tool.conf', 'Dlubal/mine.ini', 'Dlubal/api/other.ini'];
    expect(saved.map((name) => readFileSync(real(name), 'utf8'))).toEqual(saved.map(() => 'new'));
    if (!onWindows) expect(readFileSync(real('Dlubal/rfem/view.ini'), 'utf8')).toBe('new');
    expect(readFileSync(real('git/config'), 'utf8')).toBe('old');
    expect(readFileSync(real('Dlubal/api/notes.txt'), 'utf8')).toBe('old');
    expect(readFileSync(real('Dlubal/api/config.ini'), 'utf8')).toBe(config);
  },
);

test('budgets of the user are out of reach: calls to the mock neither use up a month nor close a pool', async () => {
  using home = tempHome();
  const ledger = '.config/Dlubal/api/budget-acme-2026-11.ledger';
  home.write(ledger, 'real');
  let seen: Env = {};
  const program = async (env: Env): Promise<number> => {
    seen = env;
    const folder = join((onWindows ? env.LOCALAPPDATA : env.XDG_CONFIG_HOME) ?? '', 'Dlubal/api');
    expect(existsSync(join(folder, basename(ledger)))).toBe(false);
    writeFileSync(join(folder, basename(ledger)), 'of the mock');
    writeFileSync(join(folder, 'budget-other-2026-11.ledger'), 'of the mock');
    return 0;
  };
  const env = onWindows
    ? { LOCALAPPDATA: join(home.path, '.config') }
    : { DLUBAL_BUDGET_REDIS_URL: 'redis://127.0.0.1:1' };
  expect(await execWith([], program, { home: home.path, env })).toMatchObject({ code: 0 });
  expect(seen).not.toHaveProperty('DLUBAL_BUDGET_REDIS_URL');
  expect(readFileSync(join(home.path, ledger), 'utf8')).toBe('real');
  expect(existsSync(join(home.path, '.config/Dlubal/api/budget-other-2026-11.ledger'))).toBe(false);
});

test('a folder for settings that is not there is made for what the program saves, and not otherwise', async () => {
  using home = tempHome();
  const save = async (env: Env): Promise<number> => {
    const folder = onWindows ? env.LOCALAPPDATA : env.XDG_CONFIG_HOME;
    writeFileSync(join(folder ?? '', 'tool.conf'), 'new');
    return 0;
  };
  await execWith([], async () => 0, { home: home.path });
  expect(existsSync(join(home.path, '.config'))).toBe(false);
  await execWith([], save, { home: home.path });
  expect(readFileSync(join(home.path, '.config/tool.conf'), 'utf8')).toBe('new');
  expect(existsSync(join(home.path, '.config/Dlubal'))).toBe(false);
});

test('a key that the mock server accepts is not said to be kept from the program', async () => {
  using home = tempHome();
  const [known, secret] = [madeKey(), madeKey()];
  let seen: Env = {};
  const program = async (env: Env): Promise<number> => {
    seen = env;
    return 0;
  };
  const env = { BRIDGE: known, OTHER: secret };
  const run = await execWith(['--key', `bridge=${known}`], program, { home: home.path, env });
  expect(seen).toMatchObject({ DLUBAL_API_KEY: known });
  expectNoKey(secret, seen, run);
  expectNoKey(known, run);
  expect(run.err).toContain(
    'BRIDGE has a key that the mock server was told to accept, so the program gets it',
  );
  expect(run.err).toContain('OTHER has a key, which is kept from the program');
  expect(run.err).not.toContain('BRIDGE has a key, which is kept');
});

test('--report writes a file, --json a line on stderr, and neither shows a key', async () => {
  using home = tempHome();
  let key = '';
  const program = async (env: Env): Promise<number> => {
    key = env.DLUBAL_API_KEY ?? '';
    await listModels(env, 2);
    return 0;
  };
  const run = await execWith(['--json', '--report', 'spend.json'], program, { home: home.path });
  const report = JSON.parse(readFileSync(join(home.path, 'spend.json'), 'utf8'));
  expect(report).toMatchObject({ refused: 0, exitCode: 0 });
  expect(JSON.parse(run.err)).toEqual(report);
  expectNoKey(key, run, report);
});

test('a port that is taken is a failure of ours', async () => {
  const nested: CliRun[] = [];
  await execWith([], async (env) => {
    nested.push(
      await execWith(['--port', env.DLUBAL_MOCK_PORT ?? ''], () => Promise.reject(new Error('it ran'))),
    );
    return 0;
  });
  expect(nested[0]).toMatchObject({ code: 125, err: expect.stringContaining('the port is in use') });
});

test('a program that is not there is 127', async () => {
  expect(await runCli(['mock', 'exec', '--', 'nothing'])).toMatchObject({ code: 127 });
});

test.skipIf(onWindows)(
  notOnWindows('a signal reaches the program, and ends us once all is put away', 'no signals'),
  async () => {
    using home = tempHome();
    const program = `console.log(process.env.XDG_CONFIG_HOME); setInterval(() => {}, 1000);`;
    const child = spawn(
      process.execPath,
      [await bundledCli(), 'mock', 'exec', '--', process.execPath, '-e', program],
      { env: { PATH: process.env.PATH, HOME: home.path }, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let [out, err] = ['', ''];
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      child.kill('SIGTERM');
    });
    expect(await once(child, 'close')).toEqual([null, 'SIGTERM']);
    expect(err).toContain('no call arrived');
    expect(existsSync(out.trim())).toBe(false);
  },
);

test('with --tls the program finds the root certificate where gRPC looks, and a bad certificate is what it meets', async () => {
  const call = async (env: Env): Promise<string> => {
    const ca = readFileSync(env.GRPC_DEFAULT_SSL_ROOTS_FILE_PATH ?? '', 'utf8');
    const options = { url: 'localhost', port: Number(env.DLUBAL_MOCK_PORT), tls: { ca } };
    const connected = connect({ ...options, apiKeyValue: env.DLUBAL_API_KEY ?? '' });
    return connected.then(
      async (app) => {
        await app.close();
        return 'answered';
      },
      (failure) => failure.failure.kind,
    );
  };
  const met: string[] = [];
  for (const options of [['--tls'], ['--certificate', 'expired']]) {
    await execWith(options, async (env) => {
      met.push(await call(env));
      return 0;
    });
  }
  expect(met).toEqual(['answered', 'tls']);
  const none = await execWith(['--certificate', 'nice'], async () => 0);
  expect(none.code).toBe(2);
  expect(none.err).toContain('expired');
});

test('a scenario works with a program too, and one with mistakes runs nothing', async () => {
  using home = tempHome();
  home.write('s.yaml', 'version: 1\nkeys:\n  ci: { limit: 1 }\n');
  home.write('bad.yaml', 'version: 1\nkey: {}\n');
  const run = await execWith(['--scenario', 's.yaml'], (env) => listModels(env, 3), { home: home.path });
  expect(run.code).toBe(1);
  const bad = await execWith(['--scenario', 'bad.yaml'], async () => 0, { home: home.path });
  expect(bad.code).toBe(125);
  expect(bad.err).toMatch(/bad\.yaml:2:1: .*\n.*Nothing was run/s);
});

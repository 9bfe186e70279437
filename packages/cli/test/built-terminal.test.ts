import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { askPython, findPython } from '@dlubal-kit/testing/python-peer';
import { notOnWindows, onWindows, skipOnWindows } from '@dlubal-kit/testing/skip-on-windows';
import { type TempHome, tempHome } from '@dlubal-kit/testing/temp-home';
import { describe, expect, test } from 'vitest';
import { BUILT_COMMANDS } from './built-commands.js';

const TERMINAL = readFileSync(new URL('./terminal.py', import.meta.url), 'utf8');
const python = findPython(['pty']);
const onTerminal = test.skipIf(!python.found);
const because = python.found ? '' : ` (skipped: ${python.because})`;

const [KEY, OTHER] = [madeKey(), madeKey()];

interface Shown {
  readonly shown: string;
  readonly code: number | null;
  readonly signal: number | null;
  readonly unmet: readonly string[];
}

type Step = { readonly wait: string } & ({ readonly send: string } | { readonly signal: string });

const envOf = (home: TempHome): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  HOME: home.path,
  USERPROFILE: home.path,
  XDG_CONFIG_HOME: join(home.path, '.config'),
  LOCALAPPDATA: join(home.path, '.config'),
  TERM: 'xterm',
  NO_COLOR: '1',
});

describe.each(BUILT_COMMANDS)('$name', ({ argv }) => {
  const [file = '', ...leading] = argv;

  function typeInto(home: TempHome, args: readonly string[], steps: readonly Step[]): Shown {
    if (!python.found) throw new Error(python.because);
    return askPython(python.path, TERMINAL, {
      argv: [...argv, ...args],
      env: envOf(home),
      cwd: home.path,
      steps,
    }) as Shown;
  }

  onTerminal(`a key that is typed is stored and never shown${because}`, () => {
    using home = tempHome();
    const steps = [{ wait: '(not shown): ', send: `${KEY}\r` }];
    const run = typeInto(home, ['keys', 'add', 'bridge'], steps);
    expect(run).toMatchObject({ code: 0, unmet: [] });
    expect(run.shown.indexOf('plain text')).toBeLessThan(run.shown.indexOf('(not shown)'));
    expect(run.shown).toContain('Stored bridge');
    expect(home.readConfig()).toContain(`bridge = ${KEY}\n`);
    expectNoKey(KEY, run.shown);
  });

  onTerminal(`Ctrl-C at the hidden prompt ends by the signal and stores nothing${because}`, () => {
    using home = tempHome();
    const run = typeInto(home, ['keys', 'add', 'bridge'], [{ wait: '(not shown): ', send: `${KEY}\u0003` }]);
    expect(run).toMatchObject({ code: null, signal: 2 });
    expect(existsSync(home.configPath)).toBe(false);
    expectNoKey(KEY, run.shown);
  });

  onTerminal(`Ctrl-D at the hidden prompt stores nothing${because}`, () => {
    using home = tempHome();
    const run = typeInto(home, ['keys', 'add', 'bridge'], [{ wait: '(not shown): ', send: '\u0004' }]);
    expect(run.code).toBe(2);
    expect(run.shown).toContain('no key was entered');
    expect(existsSync(home.configPath)).toBe(false);
  });

  onTerminal(`remove asks, and believes only a yes${because}`, () => {
    using home = tempHome();
    const file = `[api_keys]\na = ${KEY}\nb = ${OTHER}\n`;
    home.writeConfig(file);
    const no = typeInto(home, ['keys', 'remove', 'a'], [{ wait: '[y/N] ', send: 'n\r' }]);
    expect([no.code, home.readConfig()]).toEqual([2, file]);
    const yes = typeInto(home, ['keys', 'remove', 'a'], [{ wait: '[y/N] ', send: 'y\r' }]);
    expect([yes.code, home.readConfig()]).toEqual([0, `[api_keys]\nb = ${OTHER}\n`]);
    expectNoKey(KEY, no.shown, yes.shown);
  });

  onTerminal(`token and env refuse a terminal${because}`, () => {
    using home = tempHome();
    home.writeConfig(`[api_keys]\na = ${KEY}\ndefault = ${KEY}\n`);
    for (const args of [['token'], ['env', '--shell', 'bash']]) {
      const run = typeInto(home, args, []);
      expect(run).toMatchObject({ code: 2, shown: expect.stringContaining('use --force') });
      expectNoKey(KEY, run.shown);
    }
  });

  onTerminal(`Ctrl-C reaches a program once, and its own exit code comes back${because}`, () => {
    using home = tempHome();
    const count = `let n = 0;
    process.on('SIGINT', () => { n += 1; setTimeout(() => process.exit(40 + n), 300); });
    setInterval(() => {}, 1000); console.log('ready');`;
    home.writeConfig(`[api_keys]\na = ${KEY}\ndefault = ${KEY}\n`);
    const run = typeInto(
      home,
      ['exec', '--', process.execPath, '-e', count],
      [{ wait: 'ready', send: '\u0003' }],
    );
    expect(run).toMatchObject({ code: 41, unmet: [] });
  });

  test('exec passes environment, arguments, input, output and exit code', () => {
    using home = tempHome();
    home.writeConfig(`[api_keys]\na = ${KEY}\ndefault = ${KEY}\n`);
    const program = `process.stdin.on('data', (d) => process.stdout.write(d)).on('end', () => {
    console.log(JSON.stringify([process.argv.slice(1), process.env.DLUBAL_API_KEY === ${JSON.stringify(KEY)}, process.env.DLUBAL_API_KEY_NAME ?? null]));
    process.exit(7); });`;
    const args = [
      ...leading,
      'exec',
      '--',
      process.execPath,
      '-e',
      program,
      '--',
      '--json',
      'a b',
      '$HOME',
      '',
    ];
    const run = spawnSync(file, args, {
      env: { ...envOf(home), DLUBAL_API_KEY_NAME: 'a' },
      input: 'piped\n',
      encoding: 'utf8',
    });
    expect(run.status).toBe(7);
    expect(run.stdout).toBe(`piped\n${JSON.stringify([['--json', 'a b', '$HOME', ''], true, null])}\n`);
    expect(run.stderr).toBe('');
  });

  test.skipIf(onWindows).each(['SIGTERM', 'SIGHUP', 'SIGINT'] as const)(
    notOnWindows('%s reaches the program, and ends exec the same way', 'no signals'),
    async (signal) => {
      using home = tempHome();
      const env = { ...envOf(home), DLUBAL_API_KEY: KEY };
      const program = `process.once(${JSON.stringify(signal)}, (name) => { console.log('got ' + name); process.kill(process.pid, name); });
    setInterval(() => {}, 1000); console.log('ready');`;
      const child = spawn(file, [...leading, 'exec', '--', process.execPath, '-e', program], {
        env,
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let out = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        out += text;
        if (text.includes('ready')) child.kill(signal);
      });
      const [code, endedBy] = await once(child, 'close');
      expect([out, code, endedBy]).toEqual([`ready\ngot ${signal}\n`, null, signal]);
    },
  );

  test('a program that aborts leaves one core dump at most, its own', (context) => {
    skipOnWindows(context, 'no sh');
    using home = tempHome();
    const env = { ...envOf(home), DLUBAL_API_KEY: KEY };
    const run = spawnSync(file, [...leading, 'exec', '--', 'sh', '-c', 'ulimit -c 0; kill -ABRT $$'], {
      env,
    });
    expect([run.status, run.signal]).toEqual([134, null]);
  });

  test('input without an end is refused', (context) => {
    skipOnWindows(context, 'no sh');
    using home = tempHome();
    const line = `yes | ${argv.map((word) => `"${word}"`).join(' ')} keys add p --stdin`;
    const run = spawnSync('sh', ['-c', line], { env: envOf(home), encoding: 'utf8', timeout: 30_000 });
    expect([run.status, run.stderr]).toEqual([2, expect.stringContaining('stdin has more than 1 MiB')]);
    expect(existsSync(home.configPath)).toBe(false);
  });

  test('a program that is missing is 127, one that cannot run is 126, no key is 125', () => {
    using home = tempHome();
    const exec = (env: Record<string, string>, program: string) =>
      spawnSync(file, [...leading, 'exec', '--', program], {
        env: { ...envOf(home), ...env },
        encoding: 'utf8',
      });
    const script = home.write('not-executable', '#!/bin/sh\n');
    expect(exec({ DLUBAL_API_KEY: KEY }, 'no-such-program-here').status).toBe(127);
    expect(exec({ DLUBAL_API_KEY: KEY }, '').status).toBe(127);
    expect(exec({ DLUBAL_API_KEY: KEY }, script).status).toBe(126);
    expect(exec({}, 'true').status).toBe(125);
  });

  test('--keyring without a keyring fails in words and writes no file', (context) => {
    skipOnWindows(context, 'its keyring is always there');
    using home = tempHome();
    const run = spawnSync(file, [...leading, 'keys', 'add', 'a', '--keyring', '--stdin'], {
      env: { ...envOf(home), DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' },
      input: KEY,
      encoding: 'utf8',
    });
    expect(run.status).toBe(3);
    expect(run.stderr).toMatch(/keyring/);
    expect(existsSync(home.configPath)).toBe(false);
    expectNoKey(KEY, run.stdout, run.stderr);
  });
});

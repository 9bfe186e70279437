import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type MockServer, startMockServer } from '@dlubal-kit/mock-server';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { type Block, blocksOf } from '@dlubal-kit/testing/pages';
import { root } from '@dlubal-kit/testing/rules/project-files';
import { type TempHome, tempHome } from '@dlubal-kit/testing/temp-home';

/** A machine with RFEM, as far as a snippet can see: a server, config.ini, `~/.dlubalrc` with the port, `dlubal-auth` on PATH. */
export interface Machine {
  readonly server: MockServer;
  readonly home: TempHome;
  readonly env: Readonly<Record<string, string>>;
  /** Where the page's named blocks are, as files, and the packages as in a user's project. */
  readonly folder: string;
}

/** How a program ended, and what it printed on both streams. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly said: string;
}

/** What a page calls the tests and programs of a project. */
const isFile = (block: Block): boolean => /^[\w./-]+$/.test(block.name) && /\.|^Dockerfile/.test(block.name);

function writeFiles(folder: string, blocks: readonly Block[]): void {
  for (const { name, code } of blocks.filter(isFile)) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, code);
  }
}

/** Below the examples, which depend on the packages: a snippet finds what was built, as a user's program does. */
const projectFolder = (): string => mkdtempSync(join(root, 'apps/examples/snippet-'));

/** Runs what is installed; npm's own would look for it first. */
const NPX = '#!/bin/sh\n[ "$1" = --package ] && shift 2\nexec "$@"\n';

export async function onMachine(block: Block, work: (machine: Machine) => Promise<void>): Promise<void> {
  const key = madeKey();
  await using server = await startMockServer({ keys: { project_1: key } });
  using home = tempHome();
  home.writeConfig(`[api_keys]\nproject_1 = ${key}\ndefault = ${key}\n`);
  home.write('.dlubalrc', `port = ${server.port}\n`);
  const bin = join(home.path, 'bin');
  mkdirSync(bin);
  symlinkSync(join(root, 'packages/cli/bin/dlubal-auth.js'), join(bin, 'dlubal-auth'));
  writeFileSync(join(bin, 'npx'), NPX, { mode: 0o755 });
  const env = {
    PATH: [bin, join(root, 'node_modules/.bin'), process.env.PATH].join(':'),
    HOME: home.path,
    XDG_CONFIG_HOME: join(home.path, '.config'),
    CI: '1',
    NO_COLOR: '1',
  };
  const folder = projectFolder();
  try {
    writeFiles(folder, [...blocksOf(block.page, block.text), block]);
    await work({ server, home, env, folder });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs a program in the page's folder, to its end. */
export async function runOn(machine: Machine, command: readonly [string, ...string[]]): Promise<Ended> {
  const [program, ...args] = command;
  const { code, stdout, stderr } = await promisify(execFile)(program, args, {
    cwd: machine.folder,
    env: machine.env,
    timeout: 60_000,
  }).then(
    (both) => ({ code: 0, ...both }),
    (failed: { code: number; stdout: string; stderr: string }) => failed,
  );
  return { code, stdout, stderr, said: stdout + stderr };
}

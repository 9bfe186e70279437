import { execFile } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { tempHome } from '@dlubal-kit/testing/temp-home';
import { packAll } from '../../../testing/packed-kit.mjs';
import { copyFiles, linkProject, PACKAGES } from './linked-project.mjs';

const run = promisify(execFile);

/** Whether the packages are built (`npm run build`). */
export const isBuilt: boolean = existsSync(fileURLToPath(new URL('../dist/reporter.cjs', import.meta.url)));

/** Under Wine, where there are no links: a linked project that was made outside of it. */
const LINKED = process.env.TEST_LINKED_PROJECT;
export const canLink: boolean = process.platform !== 'win32' || LINKED !== undefined;

/** A user's project in a folder of its own. */
export interface Project extends Disposable {
  readonly folder: string;
}

/** A project with our packages as `npm pack` makes them, whose other modules are links into this tree. */
export async function linkedProject(): Promise<Project> {
  if (LINKED !== undefined) return { folder: LINKED, [Symbol.dispose]: () => {} };
  const home = tempHome();
  await linkProject(home.path);
  return { folder: home.path, [Symbol.dispose]: () => home[Symbol.dispose]() };
}

/** A project into which npm installed our tarballs next to other packages, as a user would. Fails where npm does. */
export async function installedProject(packages: readonly string[]): Promise<Project> {
  const home = tempHome();
  const folder = home.path;
  copyFiles(folder);
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  const tarballs = await packAll(folder, PACKAGES);
  const quiet = ['--no-audit', '--no-fund', '--prefer-offline', '--ignore-scripts', '--loglevel=error'];
  await run('npm', ['install', ...quiet, ...packages, ...tarballs], { cwd: folder });
  return { folder, [Symbol.dispose]: () => home[Symbol.dispose]() };
}

/** What a tool printed, and how it ended. */
export interface ToolRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Both. */
  readonly said: string;
}

/** Runs a tool in a project, in an environment of its own and with an empty home. */
export async function runTool(
  folder: string,
  command: readonly [string, ...string[]],
  env: Readonly<Record<string, string>> = {},
): Promise<ToolRun> {
  using home = tempHome();
  // What Vitest puts into this process would make the inner one think that it is a worker.
  const { PATH = '', NODE_PATH = '' } = process.env;
  // Under Wine NODE_PATH leads to the tools' native code for Windows.
  const own = { PATH, NODE_PATH, HOME: home.path, CI: '1', NO_COLOR: '1', BUDGET: '100', ...env };
  const [program, ...args] = command;
  const { code, stdout, stderr } = await run(program, args, { cwd: folder, env: own }).then(
    (both) => ({ code: 0, ...both }),
    (failed: { code: number; stdout: string; stderr: string }) => failed,
  );
  return { code, stdout, stderr, said: stdout + stderr };
}

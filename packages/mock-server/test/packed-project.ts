import { execFile } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { tempHome } from '@dlubal-kit/testing/temp-home';

const run = promisify(execFile);
const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The modules of this tree. */
export const treeModules: string = at('../../../node_modules');

/** Whether the packages are built (`npm run build`). */
export const isBuilt: boolean = existsSync(at('../dist/reporter.cjs'));

const PACKAGES = ['auth-core', 'node-client', 'mock-server'] as const;

/** Packs our packages as they would be published. @returns the paths of the tarballs. */
export async function packAll(folder: string): Promise<string[]> {
  const packed = PACKAGES.map(async (name) => {
    const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
    const { stdout } = await run('npm', args, { cwd: at(`../../${name}`) });
    const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
    return join(folder, filename);
  });
  return Promise.all(packed);
}

/** A user's project in a folder of its own. */
export interface Project extends Disposable {
  readonly folder: string;
}

/** A project with our packages as `npm pack` makes them, whose other modules are links into this tree. */
export async function linkedProject(): Promise<Project> {
  const home = tempHome();
  const folder = home.path;
  cpSync(at('packed'), folder, { recursive: true });
  const own = join(folder, 'node_modules', '@dlubal-kit');
  const tarballs = await packAll(folder);
  for (const [index, name] of PACKAGES.entries()) {
    mkdirSync(join(own, name), { recursive: true });
    await run('tar', ['-xzf', tarballs[index] ?? '', '--strip-components=1', '-C', join(own, name)]);
  }
  for (const name of readdirSync(treeModules)) {
    if (name.startsWith('.') || name === '@dlubal-kit') continue;
    symlinkSync(join(treeModules, name), join(folder, 'node_modules', name));
  }
  const page = readFileSync(join(own, 'mock-server', 'README.md'), 'utf8');
  for (const [, file = '', code = ''] of page.matchAll(/```js\n\/\/ (\S+)\n(.*?)```/gs))
    writeFileSync(join(folder, `readme-${file}`), code);
  return { folder, [Symbol.dispose]: () => home[Symbol.dispose]() };
}

/** A project into which npm installed our tarballs next to other packages, as a user would. Fails where npm does. */
export async function installedProject(packages: readonly string[]): Promise<Project> {
  const home = tempHome();
  const folder = home.path;
  cpSync(at('packed'), folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  const tarballs = await packAll(folder);
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
  const { PATH = '' } = process.env;
  const own = { PATH, HOME: home.path, CI: '1', NO_COLOR: '1', BUDGET: '100', ...env };
  const [program, ...args] = command;
  const { code, stdout, stderr } = await run(program, args, { cwd: folder, env: own }).then(
    (both) => ({ code: 0, ...both }),
    (failed: { code: number; stdout: string; stderr: string }) => failed,
  );
  return { code, stdout, stderr, said: stdout + stderr };
}

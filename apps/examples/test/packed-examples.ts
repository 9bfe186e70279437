import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type TempHome, tempHome } from '@dlubal-kit/testing/temp-home';
import { installPacked } from '../../../testing/packed-kit.mjs';

export const examples: string = fileURLToPath(new URL('..', import.meta.url));
export const isBuilt: boolean = existsSync(join(examples, '../../packages/cli/dist/main.cjs'));

/** The examples: each has a package.json of its own. */
export const folders: readonly string[] = readdirSync(examples, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(examples, entry.name, 'package.json')))
  .map(({ name }) => name);

const BINARIES = {
  'dlubal-auth': '@dlubal-kit/cli/bin/dlubal-auth.js',
  vitest: 'vitest/vitest.mjs',
  jest: 'jest/bin/jest.js',
};

/** How a command ended, and what it printed on both streams. */
export interface Said {
  readonly code: number;
  readonly said: string;
}

/** The examples where the packages are as npm has them and this tree is not, and a home without a key. */
export class PackedExamples implements Disposable {
  readonly home: TempHome = tempHome();
  readonly #project: TempHome = tempHome();

  async prepare(): Promise<void> {
    await installPacked(this.#project.path, ['auth-core', 'node-client', 'mock-server', 'cli']);
    const bin = join(this.#project.path, 'node_modules', '.bin');
    mkdirSync(bin);
    for (const [name, target] of Object.entries(BINARIES)) symlinkSync(`../${target}`, join(bin, name));
    for (const name of folders) cpSync(join(examples, name), this.pathOf(name), { recursive: true });
  }

  pathOf(...parts: readonly string[]): string {
    return join(this.#project.path, ...parts);
  }

  env(more: Readonly<Record<string, string>> = {}): Record<string, string> {
    const path = process.env.PATH ?? '';
    // /usr/bin first: its Python has the packages that Debian installs.
    const PATH = `${this.pathOf('node_modules', '.bin')}:/usr/bin:${path}`;
    return { PATH, HOME: this.home.path, CI: '1', NO_COLOR: '1', ...more };
  }

  /** Runs a line in an example's folder. */
  shell(folder: string, line: string): Promise<Said> {
    const options = { cwd: this.pathOf(folder), env: this.env() };
    return promisify(execFile)('bash', ['-c', `exec 2>&1\n${line}`], options).then(
      ({ stdout }) => ({ code: 0, said: stdout }),
      ({ code, stdout }: { code: number; stdout: string }) => ({ code, said: stdout }),
    );
  }

  npm(folder: string, script: string): Promise<Said> {
    return this.shell(folder, `npm run --silent ${script}`);
  }

  [Symbol.dispose](): void {
    this.#project[Symbol.dispose]();
    this.home[Symbol.dispose]();
  }
}

import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

// JavaScript, since testing/windows makes the project outside of Wine, where Node 20 runs it as it is.
const run = promisify(execFile);
const at = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
/** The modules of this tree. */
const MODULES = at('../../../node_modules');
const PACKAGES = ['auth-core', 'node-client', 'mock-server'];

/**
 * Packs our packages as they would be published.
 *
 * @param {string} folder
 * @returns the paths of the tarballs
 */
export function packAll(folder) {
  const packed = PACKAGES.map(async (name) => {
    const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
    const { stdout } = await run('npm', args, { cwd: at(`../../${name}`) });
    return join(folder, String(JSON.parse(stdout)[0].filename));
  });
  return Promise.all(packed);
}

/** The files of a user's project. @param {string} folder */
export const copyFiles = (folder) => cpSync(at('packed'), folder, { recursive: true });

/**
 * Makes a project with our packages as `npm pack` makes them, whose other modules are links into this tree.
 *
 * @param {string} folder
 */
export async function linkProject(folder) {
  copyFiles(folder);
  const own = join(folder, 'node_modules', '@dlubal-kit');
  for (const tarball of await packAll(folder)) {
    const name = PACKAGES.find((candidate) => tarball.includes(candidate)) ?? '';
    mkdirSync(join(own, name), { recursive: true });
    await run('tar', ['-xzf', tarball, '--strip-components=1', '-C', join(own, name)]);
  }
  for (const name of readdirSync(MODULES)) {
    if (name.startsWith('.') || name === '@dlubal-kit') continue;
    symlinkSync(join(MODULES, name), join(folder, 'node_modules', name));
  }
}

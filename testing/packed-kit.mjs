import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

// JavaScript, since testing/windows makes a project outside of Wine, where Node 20 runs it as it is.
const run = promisify(execFile);
const at = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
/** The modules of this tree. */
const MODULES = at('../node_modules');

/**
 * Packs our packages as they would be published.
 *
 * @param {string} folder
 * @param {readonly string[]} names
 * @returns the paths of the tarballs, in the order of the names
 */
export function packAll(folder, names) {
  const packed = names.map(async (name) => {
    const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
    const { stdout } = await run('npm', args, { cwd: at(`../packages/${name}`) });
    return join(folder, String(JSON.parse(stdout)[0].filename));
  });
  return Promise.all(packed);
}

/**
 * Puts our packages as `npm pack` makes them into `node_modules` of a folder, whose other modules are links into this tree:
 * what `npm install` would do, without a registry.
 *
 * @param {string} folder
 * @param {readonly string[]} names
 */
export async function installPacked(folder, names) {
  const modules = join(folder, 'node_modules');
  const tarballs = await packAll(folder, names);
  for (const [index, name] of names.entries()) {
    const own = join(modules, '@dlubal-kit', name);
    mkdirSync(own, { recursive: true });
    await run('tar', ['-xzf', String(tarballs[index]), '--strip-components=1', '-C', own]);
  }
  for (const name of readdirSync(MODULES)) {
    if (!name.startsWith('.') && name !== '@dlubal-kit')
      symlinkSync(join(MODULES, name), join(modules, name));
  }
}

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../testing/cache-folder.mjs';
import { HERE, NODE_VERSION } from './targets.mjs';

const folder = cacheFolder('dlubal-kit-executables');

/**
 * Installs Node's binaries for the targets, and for this machine, into a folder of their own. Does nothing where they
 * are there already. Gives the folder of each by its name.
 */
export function nodeBinaries(targets) {
  const names = [...new Set([HERE, ...targets.map(({ name }) => name)])].sort();
  const dependencies = Object.fromEntries(names.map((name) => [`node-${name}`, NODE_VERSION]));
  const manifest = JSON.stringify({ private: true, dependencies });
  const done = join(folder, 'installed.json');
  if (!existsSync(done) || readFileSync(done, 'utf8') !== manifest) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), manifest);
    // By force: npm installs nothing for another system otherwise.
    const options = ['--force', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'];
    execFileSync('npm', ['install', '--loglevel', 'error', ...options], { cwd: folder, stdio: 'inherit' });
    writeFileSync(done, manifest);
  }
  return (name) => join(folder, 'node_modules', `node-${name}`);
}

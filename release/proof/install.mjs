import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.mjs';

/** Libraries of ours, in the version that was published. */
export const specs = (names, version) => names.map((name) => `@dlubal-kit/${name}@${version}`);

/** Installs packages in a folder as a stranger does: with npm, from the registry. Without packages, those of its package.json. */
export function npmInstall({ folder, env }, packages = []) {
  if (!existsSync(join(folder, 'package.json')))
    writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  run('npm', ['install', '--no-audit', '--no-fund', '--loglevel', 'error', ...packages], {
    cwd: folder,
    env,
  });
}

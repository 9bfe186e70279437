import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './run.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The version that all packages got; throws when they differ or when a changelog says nothing. */
function versionIn(source) {
  const names = ['auth-core', 'node-client', 'mock-server', 'cli', 'dlubal-auth'];
  const versions = names.map((name) => {
    const { version } = JSON.parse(readFileSync(join(source, 'packages', name, 'package.json'), 'utf8'));
    const changes = readFileSync(join(source, 'packages', name, 'CHANGELOG.md'), 'utf8');
    if (!/^- \S|^Nothing changed/m.test(changes))
      throw new Error(`The changelog of ${name} says nothing:\n${changes}`);
    if (/updated dependencies/i.test(changes))
      throw new Error(`The changelog of ${name} lists dependencies:\n${changes}`);
    return version;
  });
  if (new Set(versions).size !== 1) throw new Error(`The packages have several versions: ${versions}`);
  return versions[0];
}

/**
 * Publishes a clone of what is committed to the registry that `env` names, by the release's own commands. Gives the
 * version.
 */
export function publish(folder, env) {
  const source = join(folder, 'source');
  run('git', ['clone', '--quiet', '--no-hardlinks', root, source]);
  run('git', ['config', 'user.name', 'proof'], { cwd: source });
  run('git', ['config', 'user.email', 'proof@localhost'], { cwd: source });
  run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: source });
  run('npm', ['run', 'release:version'], { cwd: source });
  const version = versionIn(source);
  run('npm', ['run', 'release:publish'], { cwd: source, env });
  return version;
}

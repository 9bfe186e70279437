import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './run.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

const NAMES = ['auth-core', 'node-client', 'mock-server', 'cli', 'dlubal-auth'];

/** The version that all packages got; throws when they differ or when a changelog says nothing. */
function versionIn(source) {
  const versions = NAMES.map((name) => {
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

/** Provenance is signed by the workflow that publishes, and a package.json outranks what npm is configured to. */
function withoutProvenance(source) {
  for (const name of NAMES) {
    const path = join(source, 'packages', name, 'package.json');
    const { publishConfig, ...rest } = JSON.parse(readFileSync(path, 'utf8'));
    writeFileSync(path, JSON.stringify({ ...rest, publishConfig: { ...publishConfig, provenance: false } }));
  }
}

/** What is attached to a release: a tarball of each package, what they install and contain, and checksums of all. */
function writeArtifacts(source) {
  run('npm', ['run', 'release:artifacts'], { cwd: source });
  const folder = join(source, 'release', 'artifacts');
  const tarballs = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  if (tarballs.length !== NAMES.length) throw new Error(`The release has the tarballs ${tarballs}.`);
  const bill = readFileSync(join(folder, 'sbom.cdx.json'), 'utf8');
  const unlisted = ['@dlubal-kit/cli', 'yaml', 'ini', '@bufbuild/protobuf'].filter(
    (name) => !bill.includes(`"name": "${name}"`),
  );
  if (unlisted.length > 0) throw new Error(`The bill of materials does not list ${unlisted.join(', ')}.`);
  run('sha256sum', ['--check', '--quiet', 'SHA256SUMS'], { cwd: folder });
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
  withoutProvenance(source);
  run('npm', ['run', 'release:publish'], { cwd: source, env });
  writeArtifacts(source);
  return version;
}

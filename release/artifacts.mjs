/**
 * Writes what goes next to a release into release/artifacts: the tarball of each package, a software bill of materials
 * of what they install (CycloneDX, by npm), and the SHA-256 of every file.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checksums } from './checksums.mjs';
import { published } from './published.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Of what a user gets: npm's account of a folder in which nothing but the tarballs is installed. */
function billOfMaterials(tarballs) {
  const folder = mkdtempSync(join(tmpdir(), 'dlubal-kit-sbom-'));
  const npm = (...args) =>
    execFileSync('npm', args, { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  try {
    writeFileSync(
      join(folder, 'package.json'),
      '{ "name": "dlubal-kit", "version": "0.0.0", "private": true }',
    );
    npm('install', '--silent', '--ignore-scripts', '--no-audit', '--no-fund', ...tarballs);
    return npm('sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'library');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function writeArtifacts(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { path } of published()) {
    execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: path, stdio: 'ignore' });
  }
  const tarballs = readdirSync(folder).map((name) => join(folder, name));
  writeFileSync(join(folder, 'sbom.cdx.json'), billOfMaterials(tarballs));
  writeFileSync(join(folder, 'SHA256SUMS'), checksums(folder));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeArtifacts(join(root, 'release', 'artifacts'));

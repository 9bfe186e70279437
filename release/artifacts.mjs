/**
 * Writes what goes next to a release into release/artifacts: the tarball of each package, a software bill of materials
 * of what they install and contain (CycloneDX, by npm), and the SHA-256 of every file.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { completeBill } from './bill-of-materials.mjs';
import { checksums } from './checksums.mjs';
import { bundledIn } from './prepack.mjs';
import { published } from './published.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Of what a user gets: npm's account of a folder in which nothing but the tarballs is installed. It has the folder's name. */
function billOfMaterials(tarballs) {
  const temporary = mkdtempSync(join(tmpdir(), 'dlubal-kit-sbom-'));
  const folder = join(temporary, 'dlubal-kit');
  mkdirSync(folder);
  const npm = (...args) =>
    execFileSync('npm', args, { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  try {
    const [{ version }] = published();
    const manifest = { name: 'dlubal-kit', version, private: true };
    writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
    npm('install', '--silent', '--ignore-scripts', '--no-audit', '--no-fund', ...tarballs);
    const bill = JSON.parse(npm('sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'library'));
    const bundled = published().map(({ name, version, path }) => [`${name}@${version}`, bundledIn(path)]);
    return JSON.stringify(completeBill(bill, Object.fromEntries(bundled)), undefined, 2);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
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

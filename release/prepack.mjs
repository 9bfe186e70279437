/**
 * Runs before npm packs or publishes a package (`prepack`). It refuses a package that is not built, and puts the licence
 * and the notices of bundled code next to its package.json, where npm and readers look for them.
 */
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { noticesOf, packagesOf } from './notices.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** Paths that the package.json promises and that do not exist. */
export function missingFiles(folder) {
  const { exports = {}, bin = {} } = readJson(join(folder, 'package.json'));
  const promised = [...(JSON.stringify(exports).match(/\.\/[^"]+\.\w+/g) ?? []), ...Object.values(bin)];
  return [...new Set(promised)].filter((path) => !existsSync(join(folder, path)));
}

/** The built files' sources, by esbuild's own account; none for a package that is not built. */
export function inputsOf(folder) {
  if (!existsSync(join(folder, 'dist'))) return [];
  const metafiles = readdirSync(join(folder, 'dist')).filter((name) => name.startsWith('metafile-'));
  if (metafiles.length === 0) throw new Error(`${folder} has no metafile: build it with "npm run build".`);
  return metafiles.flatMap((name) => {
    const { outputs } = readJson(join(folder, 'dist', name));
    return Object.values(outputs).flatMap((output) =>
      Object.keys(output.inputs).map((path) => join(folder, path)),
    );
  });
}

/** The packages of others whose code is in a built one: what of their package.json an account of it needs. */
export function bundledIn(folder) {
  return packagesOf(inputsOf(folder)).map((path) => {
    const { name, version, license } = readJson(join(path, 'package.json'));
    return { name, version, license };
  });
}

function prepack(folder) {
  const missing = missingFiles(folder);
  if (missing.length > 0) throw new Error(`Not built: ${missing.join(', ')}. Run "npm run build" first.`);
  copyFileSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  const notices = noticesOf('This package', inputsOf(folder));
  if (notices !== undefined) writeFileSync(join(folder, 'THIRD-PARTY-NOTICES.md'), notices);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) prepack(process.cwd());

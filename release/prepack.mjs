/**
 * Runs before npm packs or publishes a package (`prepack`). It refuses a package that is not built, and puts the licence
 * and the notices of bundled code next to its package.json, where npm and readers look for them.
 */
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** Paths that the package.json promises and that do not exist. */
export function missingFiles(folder) {
  const { exports = {}, bin = {} } = readJson(join(folder, 'package.json'));
  const promised = [...(JSON.stringify(exports).match(/\.\/[^"]+\.\w+/g) ?? []), ...Object.values(bin)];
  return [...new Set(promised)].filter((path) => !existsSync(join(folder, path)));
}

/** Folders of the packages whose code is in the built files, by esbuild's own account. */
export function bundledFolders(folder) {
  const metafiles = readdirSync(join(folder, 'dist')).filter((name) => name.startsWith('metafile-'));
  if (metafiles.length === 0) throw new Error(`${folder} has no metafile: build it with "npm run build".`);
  const inputs = metafiles.flatMap((name) => {
    const { outputs } = readJson(join(folder, 'dist', name));
    return Object.values(outputs).flatMap((output) => Object.keys(output.inputs));
  });
  const folders = inputs.flatMap(
    (path) => path.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.slice(0, 1) ?? [],
  );
  return [...new Set(folders)].sort().map((path) => join(folder, path));
}

function notice(folder) {
  const { name, version, license } = readJson(join(folder, 'package.json'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const own = join(root, 'release', 'licences', `${name.replace('/', '-')}.txt`);
  const text = readFileSync(file === undefined ? own : join(folder, file), 'utf8').trim();
  return `## ${name} ${version} (${license})\n\n${text}\n`;
}

/** The notices of a package's bundled code, or undefined when it has none. */
export function noticesOf(folder) {
  if (!existsSync(join(folder, 'dist'))) return undefined;
  const folders = bundledFolders(folder);
  if (folders.length === 0) return undefined;
  return `# Third-party notices\n\nThis package contains code of these packages.\n\n${folders.map(notice).join('\n')}`;
}

function prepack(folder) {
  const missing = missingFiles(folder);
  if (missing.length > 0) throw new Error(`Not built: ${missing.join(', ')}. Run "npm run build" first.`);
  copyFileSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  const notices = noticesOf(folder);
  if (notices !== undefined) writeFileSync(join(folder, 'THIRD-PARTY-NOTICES.md'), notices);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) prepack(process.cwd());

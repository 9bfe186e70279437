import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const licences = fileURLToPath(new URL('licences', import.meta.url));

/** Folders of the packages of others that files are of. */
export function packagesOf(files) {
  const folders = files.flatMap(
    (path) => path.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.slice(0, 1) ?? [],
  );
  return [...new Set(folders)].sort();
}

function notice(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const own = join(licences, `${name.replace('/', '-')}.txt`);
  const text = readFileSync(file === undefined ? own : join(folder, file), 'utf8').trim();
  return `## ${name} ${version} (${license})\n\n${text}\n`;
}

/** The licences of others whose files were bundled, or undefined where there are none. */
export function noticesOf(what, files) {
  const folders = packagesOf(files);
  if (folders.length === 0) return undefined;
  return `# Third-party notices\n\n${what} contains code of these packages.\n\n${folders.map(notice).join('\n')}`;
}

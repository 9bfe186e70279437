import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const sha256Of = (path) => createHash('sha256').update(readFileSync(path)).digest('hex');

/** The files of a folder with their SHA-256, in lines as `sha256sum --check` reads them. */
export function checksums(folder) {
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  return names
    .map(({ name }) => name)
    .filter((name) => name !== 'SHA256SUMS')
    .sort()
    .map((name) => `${sha256Of(join(folder, name))}  ${name}\n`)
    .join('');
}

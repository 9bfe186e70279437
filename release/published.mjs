import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const packages = fileURLToPath(new URL('../packages', import.meta.url));

/** The packages that are published: those of packages/ that are not private, each with its folder. */
export function published() {
  return readdirSync(packages)
    .map((folder) => join(packages, folder))
    .map((path) => ({ path, ...JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) }))
    .filter(({ private: isPrivate }) => !isPrivate);
}

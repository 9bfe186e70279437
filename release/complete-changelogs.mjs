/** Runs after `changeset version`: a version that has nothing to say about a package says that. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NOTHING = 'Nothing changed in this package. It is released together with the others.';

/** The text with a sentence under each version that has none. Headings of a kind of change without changes go. */
export function completeChangelog(text) {
  const [title, ...versions] = text.split(/^(?=## )/m);
  return [title, ...versions.map(completeVersion)].join('');
}

function completeVersion(version) {
  const [heading, ...body] = version.split('\n');
  if (body.some((line) => /^\s*[-*]|^[^#\s]/.test(line))) return version;
  return `${heading}\n\n${NOTHING}\n\n`;
}

function main() {
  const packages = fileURLToPath(new URL('../packages', import.meta.url));
  for (const name of readdirSync(packages)) {
    const path = join(packages, name, 'CHANGELOG.md');
    if (!existsSync(path)) continue;
    writeFileSync(path, `${completeChangelog(readFileSync(path, 'utf8')).trimEnd()}\n`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();

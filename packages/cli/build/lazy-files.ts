import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Plugin } from 'esbuild';

const LAZY_IMPORT = /import\('(\.[^']+)\.js'\)/g;

/**
 * Every source file that another one imports late, by the name of the built file.
 *
 * @throws {Error} when two of them have one base name: one would be built over the other
 */
export function lazyFiles(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'),
  );
  const found = files.flatMap((file) => {
    const path = join(folder, file);
    const imports = [...readFileSync(path, 'utf8').matchAll(LAZY_IMPORT)];
    return imports.map(([, to = '']) => join(path, '..', `${to}.ts`));
  });
  const built = new Map<string, string>();
  for (const path of found) {
    const name = basename(path, '.ts');
    const other = built.get(name) ?? path;
    if (other !== path) {
      throw new Error(`${other} and ${path} would both be built as ${name}.cjs. Rename one of them.`);
    }
    built.set(name, path);
  }
  return Object.fromEntries(built);
}

/**
 * Leaves what is imported late to a file of its own next to the one that imports it: loading the code of `doctor` alone
 * takes 38 ms of CPU where `node -e 0` takes 100.
 */
export const lazyFilesStayApart: Plugin = {
  name: 'lazy-files-stay-apart',
  setup(build) {
    build.onResolve({ filter: /^\..*\.js$/ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path: `./${basename(path, '.js')}.cjs`, external: true } : undefined,
    );
  },
};

import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Plugin } from 'esbuild';

const LAZY_IMPORT = /import\('(\.[^']+)\.js'\)/g;

/** Every source file that another one imports late, by the name of the built file. */
export function lazyFiles(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'),
  );
  const found = files.flatMap((file) => {
    const path = join(folder, file);
    const imports = [...readFileSync(path, 'utf8').matchAll(LAZY_IMPORT)];
    return imports.map(([, to = '']) => join(path, '..', `${to}.ts`));
  });
  return Object.fromEntries(found.map((path) => [basename(path, '.ts'), path]));
}

/** Leaves what is imported late to a file of its own beside the one that imports it. */
export const lazyFilesStayApart: Plugin = {
  name: 'lazy-files-stay-apart',
  setup(build) {
    build.onResolve({ filter: /^\..*\.js$/ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path: `./${basename(path, '.js')}.cjs`, external: true } : undefined,
    );
  },
};

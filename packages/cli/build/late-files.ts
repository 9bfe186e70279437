import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Plugin } from 'esbuild';

const EXPORT = /^export (?!type |interface )(?:(?:async )?function (?<name>\w+)|.*)/gm;

/** The functions that a source file exports. */
function functionsOf(path: string): string[] {
  const exported = [...readFileSync(path, 'utf8').matchAll(EXPORT)];
  return exported.map(([line, name]) => {
    if (name === undefined)
      throw new Error(`${path} exports more than functions, and cannot be late: ${line}`);
    return name;
  });
}

/** Each function loads the built file when it is called. */
function lateFunctions(path: string): string {
  const file = JSON.stringify(`./${basename(path, '.ts')}.cjs`);
  return functionsOf(path)
    .map((name) => `export const ${name} = (...args) => require(${file}).${name}(...args);`)
    .join('\n');
}

/**
 * Builds these source files as files of their own, which are loaded when one of their functions is called, though they
 * are imported in the ordinary way. Each brings its own copy of what it imports, so what passes between them must not
 * depend on which copy made it: errors do not, by their brands.
 */
export function lateFiles(paths: readonly string[]): Plugin {
  return {
    name: 'late-files',
    setup(build) {
      build.onResolve({ filter: /^\..*\.js$/ }, ({ kind, path, resolveDir }) => {
        const source = join(resolveDir, path.replace(/\.js$/, '.ts'));
        return kind === 'import-statement' && paths.includes(source)
          ? { path: source, namespace: 'late-file' }
          : undefined;
      });
      build.onResolve({ filter: /./, namespace: 'late-file' }, ({ path }) => ({ path, external: true }));
      build.onLoad({ filter: /./, namespace: 'late-file' }, ({ path }) => ({
        contents: lateFunctions(path),
      }));
    },
  };
}

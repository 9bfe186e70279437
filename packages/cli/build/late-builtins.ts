import { createRequire } from 'node:module';
import type { Plugin } from 'esbuild';

/** Functions of a built-in module, each of which loads the module when it is called. */
function lateFunctions(name: string): string {
  const all: Record<string, unknown> = createRequire(import.meta.url)(name);
  return Object.keys(all)
    .filter((key) => /^[a-z]\w*$/i.test(key) && typeof all[key] === 'function')
    .map((key) => `export const ${key} = (...args) => process.getBuiltinModule('${name}').${key}(...args);`)
    .join('\n');
}

/** Loads these built-in modules of Node when one of their functions is called. Their classes cannot be used so. */
export function lateBuiltins(names: readonly string[]): Plugin {
  return {
    name: 'late-builtins',
    setup(build) {
      build.onResolve({ filter: new RegExp(`^(node:)?(${names.join('|')})$`) }, ({ path }) => ({
        path: path.replace('node:', ''),
        namespace: 'late-builtin',
      }));
      build.onLoad({ filter: /./, namespace: 'late-builtin' }, ({ path }) => ({
        contents: lateFunctions(path),
      }));
    },
  };
}

import type { Options } from 'tsup';

/** One build recipe for the published packages: ESM and CommonJS, with types for both. */
export function recipe(entry: Record<string, string>, more: Options = {}): Options {
  return {
    entry,
    format: ['esm', 'cjs'],
    dts: true,
    clean: true,
    target: 'node20',
    sourcemap: false,
    treeshake: true,
    splitting: true,
    // What is bundled, for the notices of the tarball (release/prepack.mjs).
    metafile: true,
    esbuildOptions(options, { format }) {
      // Jest runs CommonJS without support for `import()`: there late modules are loaded by `require`.
      if (format === 'cjs') options.supported = { ...options.supported, 'dynamic-import': false };
    },
    ...more,
  };
}

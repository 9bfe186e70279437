import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Options } from 'tsup';
import { defineConfig } from 'tsup';
import { recipe } from '../../tsup.base.ts';

/** What it uses is bundled, so that users install nothing more. */
const common: Options = {
  noExternal: ['ini', 'fastest-levenshtein', '@noble/hashes'],
  platform: 'neutral',
};

/** Of a CommonJS package that has both, the form that bundlers can leave parts out of. */
const mainFields = ['module', 'main'];

/** For Node and other runtimes: one file, since a hundred take three times as long to load. */
const oneFile = recipe(
  { index: 'src/index.ts' },
  {
    ...common,
    clean: ['!esm/**'],
    // `Symbol.dispose` is in the types of Node, and in no library of TypeScript that a program gets unasked.
    dts: { banner: '/// <reference lib="esnext.disposable" />' },
    esbuildOptions: (options) => {
      options.mainFields = mainFields;
    },
  },
);

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
  .map((path) => join('src', path));

/**
 * For bundlers: file by file, so that they leave out each file that a program does not need, tables and classes too. A
 * package of others is inside the one file that imports it.
 */
const fileByFile: Options = {
  ...common,
  entry: sources,
  outDir: 'dist/esm',
  format: ['esm'],
  target: 'node20',
  clean: true,
  splitting: false,
  esbuildPlugins: [
    {
      name: 'own-files-stay-apart',
      setup({ onResolve }) {
        onResolve({ filter: /^\.{1,2}\// }, ({ kind, path, importer }) =>
          kind === 'import-statement' && !importer.includes('node_modules')
            ? { path, external: true }
            : undefined,
        );
      },
    },
  ],
  esbuildOptions: (options) => {
    options.mainFields = mainFields;
    options.outbase = 'src';
  },
};

export default defineConfig([oneFile, fileByFile]);

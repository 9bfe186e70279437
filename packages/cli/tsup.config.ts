import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'tsup';
import { lateBuiltins } from './build/late-builtins.ts';
import { lateFiles } from './build/late-files.ts';
import { lazyFiles, lazyFilesStayApart } from './build/lazy-files.ts';

const source = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

/**
 * Built-in modules that few commands need, with the milliseconds of CPU that loading one takes: medians of 9 fresh
 * processes of Node 20.20, on a busy machine where `node -e 0` takes 100. (timers/promises takes 0.6, and is not here.)
 */
const LATE = { crypto: 14.7, child_process: 10.4, net: 7.2, 'fs/promises': 4.8 } as const;

/** Sources that most calls do without: what explains a failure, what writes, what the usual case does not ask for. */
const LATE_SOURCES = [
  'auth-core/src/failure/failure-of.ts',
  'auth-core/src/failure/local-failure.ts',
  'auth-core/src/config/edit/edit-config.ts',
  'auth-core/src/key/nearest-names.ts',
  'auth-core/src/resolve/no-key-errors.ts',
  'auth-core/src/settings/parse-settings.ts',
  'node-client/src/address/address-flaws.ts',
  'node-client/src/config/edit-keys.ts',
  'node-client/src/config/watch-file.ts',
  'node-client/src/file/edit-file.ts',
].map(source);

/**
 * As `performance.now`, in milliseconds. Node loads a dozen files for that one, and none for this: 3.3 ms of CPU where
 * `node -e 0` takes 100.
 */
const MONOTONIC_NOW = 'const monotonicNow=()=>Number(process.hrtime.bigint())/1e6;';

// A command starts by reading two files: main.cjs, and one that holds all it needs and nothing else. They are made
// from the sources, since only they show what is needed; as CommonJS, since Node starts its loader of ES modules
// for the other kind, which alone costs a fifth of a process (bench/cli-start.mjs). gRPC and the mock server stay outside.
export default defineConfig({
  entry: {
    main: 'src/main.ts',
    ...lazyFiles('src'),
    ...Object.fromEntries(LATE_SOURCES.map((path) => [basename(path, '.ts'), path])),
  },
  format: ['cjs'],
  dts: false,
  // What is bundled, for the notices of the tarball (release/prepack.mjs).
  metafile: true,
  clean: true,
  target: 'node20',
  platform: 'node',
  splitting: false,
  // Otherwise tsup takes the built-in modules before the plugin below sees them.
  removeNodeProtocol: false,
  minifyWhitespace: true,
  minifySyntax: true,
  banner: { js: `"use strict";${MONOTONIC_NOW}` },
  // Native code is never bundled; the keyring and Redis are there only where the user installed them.
  external: ['@napi-rs/keyring', 'redis'],
  noExternal: [
    /^@dlubal-kit\/auth-core$/,
    /^@dlubal-kit\/node-client\/config$/,
    'ini',
    'fastest-levenshtein',
  ],
  esbuildPlugins: [lazyFilesStayApart, lateFiles(LATE_SOURCES), lateBuiltins(Object.keys(LATE))],
  esbuildOptions(options) {
    options.alias = {
      '@dlubal-kit/auth-core': source('auth-core/src/index.ts'),
      '@dlubal-kit/node-client/config': source('node-client/src/config.ts'),
    };
    options.define = { ...options.define, 'performance.now': 'monotonicNow' };
    // Late imports become `require`, which needs no loader of ES modules.
    options.supported = { ...options.supported, 'dynamic-import': false };
  },
});

import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: {
    // Tests run the sources, not what was last built; tests of the built packages say so in their names.
    alias: [
      { find: /^@dlubal-kit\/node-client\/config$/, replacement: here('packages/node-client/src/config.ts') },
      {
        find: /^@dlubal-kit\/mock-server\/(vitest|jest|scenario|ui)$/,
        replacement: here('packages/mock-server/src/$1.ts'),
      },
      {
        find: /^@dlubal-kit\/(auth-core|node-client|mock-server|cli)$/,
        replacement: here('packages/$1/src/index.ts'),
      },
    ],
  },
  test: {
    include: ['{packages,apps}/*/{src,test}/**/*.test.ts', '{protos,testing,docs,release}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    reporters: ['default', here('testing/closing-line-reporter.ts')],
    // All processors: by default one is left to the developer, which on two of them doubles the time.
    maxWorkers: '100%',
    // A second try is for CI alone, and each test that needed it is named at the end.
    retry: Number(process.env.DLUBAL_TEST_RETRY ?? 0),
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});

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
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});

import { defineConfig } from 'tsup';

// What every command needs is bundled, so that it starts by reading few files; gRPC and the server stay outside
// and are loaded by the commands that call.
export default defineConfig({
  entry: { main: 'src/main.ts' },
  format: ['esm'],
  dts: false,
  clean: true,
  target: 'node20',
  platform: 'node',
  splitting: true,
  treeshake: true,
  minify: false,
  noExternal: [/^@dlubal-kit\/auth-core$/, /^@dlubal-kit\/node-client\/config$/, 'ini'],
});

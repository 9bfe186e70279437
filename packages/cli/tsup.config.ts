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
  // Native code is never bundled; the keyring is there only where the user installed it.
  external: ['fs-native-extensions', '@napi-rs/keyring'],
  noExternal: [/^@dlubal-kit\/auth-core$/, /^@dlubal-kit\/node-client\/config$/, 'ini'],
});

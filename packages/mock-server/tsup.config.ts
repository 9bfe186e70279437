import { defineConfig } from 'tsup';
import { recipe } from '../../tsup.base.ts';

// The messages and their codec are bundled: the workspace that holds them is not published. Its types are found by
// path, since what TypeScript finds in node_modules would be imported by our types rather than copied into them.
// protobufjs parses .proto files, for those who load one; only its chunk contains it. re2js is in the scenario entry alone.
const bundled = ['@dlubal-kit/protos', '@bufbuild/protobuf', 're2js', 'protobufjs', /^@protobufjs\//, 'long'];
const paths = { '@dlubal-kit/protos': ['../../protos/index.ts'] };
const entry = {
  index: 'src/index.ts',
  vitest: 'src/vitest.ts',
  jest: 'src/jest.ts',
  reporter: 'src/reporter.ts',
  scenario: 'src/scenario.ts',
  ui: 'src/ui.ts',
};

export default defineConfig(recipe(entry, { noExternal: bundled, dts: { compilerOptions: { paths } } }));

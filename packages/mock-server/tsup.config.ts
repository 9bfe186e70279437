import { defineConfig } from 'tsup';
import { recipe } from '../../tsup.base.ts';

// The messages and their codec are bundled: the workspace that holds them is not published. Its types are found by
// path, since what TypeScript finds in node_modules would be imported by our types rather than copied into them.
const bundled = ['@dlubal-kit/protos', '@bufbuild/protobuf'];
const paths = { '@dlubal-kit/protos': ['../../protos/index.ts'] };
const entries = ['index', 'vitest', 'jest', 'reporter', 'scenario', 'ui'];
const entry = Object.fromEntries(entries.map((name) => [name, `src/${name}.ts`]));

export default defineConfig(recipe(entry, { noExternal: bundled, dts: { compilerOptions: { paths } } }));

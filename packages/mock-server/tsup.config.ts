import { defineConfig } from 'tsup';
import { recipe } from '../../tsup.base.ts';

// The messages and their codec are bundled: the workspace that holds them is not published.
const bundled = ['@dlubal-kit/protos', '@bufbuild/protobuf'];

export default defineConfig(
  recipe({ index: 'src/index.ts' }, { noExternal: bundled, dts: { resolve: bundled } }),
);

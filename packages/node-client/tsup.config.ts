import { defineConfig } from 'tsup';
import { recipe } from '../../tsup.base.ts';

export default defineConfig(
  recipe(
    { index: 'src/index.ts', config: 'src/config.ts' },
    {
      platform: 'node',
      // The messages and their codecs live in a private workspace: they are bundled, types too.
      noExternal: ['@dlubal-kit/protos', '@bufbuild/protobuf'],
      dts: { compilerOptions: { paths: { '@dlubal-kit/protos': ['../../protos/index.ts'] } } },
    },
  ),
);

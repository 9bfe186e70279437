import { defineConfig } from 'tsup';
import { recipe } from '../../tsup.base.ts';

// What it uses is bundled, so that users install nothing more, and so that Node need not first find out which names a
// CommonJS module exports: for `ini` alone that took a tenth of the import.
export default defineConfig(
  recipe(
    { index: 'src/index.ts' },
    {
      noExternal: ['ini', 'fastest-levenshtein', '@noble/hashes'],
      platform: 'neutral',
      esbuildOptions: (options) => {
        options.mainFields = ['module', 'main'];
      },
    },
  ),
);

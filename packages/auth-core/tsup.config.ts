import { defineConfig } from 'tsup';
import { recipe } from '../../tsup.base.ts';

// These are bundled, so that `ini` stays the one dependency that users install.
export default defineConfig(
  recipe(
    { index: 'src/index.ts' },
    { noExternal: ['fastest-levenshtein', '@noble/hashes'], platform: 'neutral' },
  ),
);

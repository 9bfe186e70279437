import { defineConfig } from 'tsup';
import { recipe } from '../../tsup.base.ts';

// fastest-levenshtein is bundled, so that `ini` stays the one dependency that users install.
export default defineConfig(
  recipe({ index: 'src/index.ts' }, { noExternal: ['fastest-levenshtein'], platform: 'neutral' }),
);

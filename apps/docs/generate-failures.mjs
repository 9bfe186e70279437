// Writes failures/index.md from auth-core's table of kinds: `npm run generate -w @dlubal-kit/docs` after a build.
import { writeFileSync } from 'node:fs';
import { EXIT_CODES, KINDS } from '@dlubal-kit/auth-core';
import { failuresPage } from './failures-page.mjs';

writeFileSync(new URL('failures/index.md', import.meta.url), failuresPage(KINDS, EXIT_CODES));

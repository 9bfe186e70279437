import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Plugin } from 'esbuild';
import { expect, test } from 'vitest';

const folder = fileURLToPath(new URL('..', import.meta.url));

/** Only `.dlubalrc` and `fixConfig` need it, and it is the same for everybody: not counted. */
const withoutIni: Plugin = {
  name: 'without-ini',
  setup({ onResolve }) {
    onResolve({ filter: /\/ini\.js$/ }, ({ path }) => ({ path, external: true, sideEffects: false }));
  },
};

/** What a web page pays for it: minified and gzipped, in KB. */
async function sizeOf(names: readonly string[]): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: `export { ${names.join(', ')} } from '@dlubal-kit/auth-core';`, resolveDir: folder },
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
    plugins: [withoutIni],
  });
  return gzipSync(outputFiles[0]?.contents ?? '').length / 1024;
}

// The sentences are the size: what classifies an error brings those of each kind and reason, and their remedies.
test.each([
  { names: ['mask'], atMost: 0.2 },
  { names: ['redact', 'ApiKey'], atMost: 5.7 },
  { names: ['parseConfig'], atMost: 4.7 },
  { names: ['resolveKey'], atMost: 13.1 },
  { names: ['classifyError'], atMost: 27.6 },
])('a bundle with $names has at most $atMost KB', async ({ names, atMost }) => {
  const size = await sizeOf(names);
  expect(size).toBeLessThan(atMost);
  // A figure that has become too generous is lowered here.
  expect(size).toBeGreaterThan(atMost * 0.5);
});

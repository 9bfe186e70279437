import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { onTestFinished } from 'vitest';

const HERE = dirname(fileURLToPath(import.meta.url));

/**
 * Makes a script, for as long as the test lasts, that Node runs as it is out of a TypeScript file of this folder, with the sources it imports.
 * Packages from the registry stay outside, as in a build.
 *
 * @returns the script's path: inside this folder's node_modules, where those packages are found
 */
export async function bundledScript(file: string): Promise<string> {
  const outfile = join(HERE, '..', 'node_modules', '.cache', file.replace(/\.ts$/, `.${process.pid}.mjs`));
  await build({
    entryPoints: [join(HERE, file)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: ['@napi-rs/keyring', 'ini', 'redis'],
    tsconfig: join(HERE, '..', '..', '..', 'tsconfig.json'),
    logLevel: 'error',
  });
  onTestFinished(() => rmSync(outfile, { force: true }));
  return outfile;
}

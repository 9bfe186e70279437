import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const HERE = dirname(fileURLToPath(import.meta.url));

/**
 * Makes `dlubal-auth` as one script that Node runs, out of the sources as they are, for tests that need a process.
 *
 * @returns the script's path: inside this package's node_modules, where packages of the registry are found
 */
export async function bundledCli(): Promise<string> {
  const outfile = join(HERE, '..', 'node_modules', '.cache', `dlubal-auth.${process.pid}.mjs`);
  await build({
    stdin: {
      contents: `import { start } from '../src/main.ts'; await start();`,
      resolveDir: HERE,
      loader: 'ts',
    },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // CommonJS packages inside ask for a require of their own.
    banner: {
      js: `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`,
    },
    external: ['@napi-rs/keyring'],
    tsconfig: join(HERE, '..', '..', '..', 'tsconfig.json'),
    logLevel: 'error',
  });
  return outfile;
}

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const packages = fileURLToPath(new URL('../../packages', import.meta.url));
const source = (path) => `${packages}/${path}`;

/** Native code, and what users install themselves: nothing of it is there without Node. */
const ABSENT = ['@grpc/grpc-js', '@napi-rs/keyring', 'redis', '@opentelemetry/api'];

/**
 * `dlubal-auth` with all that it uses as one CommonJS script, from the sources. Gives the paths of what went in, for
 * the notices.
 */
export async function bundleCli(outfile) {
  const { metafile } = await build({
    stdin: {
      contents: `import { start } from ${JSON.stringify(source('cli/src/main.ts'))}; start();`,
      resolveDir: packages,
    },
    absWorkingDir: packages,
    bundle: true,
    outfile,
    format: 'cjs',
    platform: 'node',
    target: 'node22',
    minifyWhitespace: true,
    minifySyntax: true,
    metafile: true,
    logLevel: 'error',
    external: ABSENT,
    // A script inside an executable can `require` what Node has built in, and import nothing.
    supported: { 'dynamic-import': false },
    alias: {
      '@dlubal-kit/auth-core': source('auth-core/src/index.ts'),
      '@dlubal-kit/node-client/config': source('node-client/src/config.ts'),
      '@dlubal-kit/node-client': source('node-client/src/index.ts'),
      '@dlubal-kit/mock-server/ui': source('mock-server/src/ui.ts'),
      '@dlubal-kit/mock-server/scenario': source('mock-server/src/scenario.ts'),
      '@dlubal-kit/mock-server': source('mock-server/src/index.ts'),
    },
  });
  return Object.keys(Object.values(metafile.outputs)[0].inputs).map((path) => join(packages, path));
}

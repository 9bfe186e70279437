import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const packages = fileURLToPath(new URL('../../packages', import.meta.url));
const source = (path) => `${packages}/${path}`;

/** Native code, and what users install themselves: nothing of it is there without Node. */
const ABSENT = ['@grpc/grpc-js', '@napi-rs/keyring', 'redis', '@opentelemetry/api'];

/** What the built command leaves to the other packages. */
const ENTRIES = {
  '@dlubal-kit/node-client': source('node-client/src/index.ts'),
  '@dlubal-kit/mock-server': source('mock-server/src/index.ts'),
  '@dlubal-kit/mock-server/scenario': source('mock-server/src/scenario.ts'),
  '@dlubal-kit/mock-server/ui': source('mock-server/src/ui.ts'),
};

const getters = Object.entries(ENTRIES)
  .map(([name, path]) => `get ${JSON.stringify(name)}() { return require(${JSON.stringify(path)}); }`)
  .join(',\n');

/**
 * The packages that the command uses, in one CommonJS file from the sources, which gives each by its name when it is asked for. Gives the paths of
 * what went in, for the notices.
 */
export async function bundleKit(outfile) {
  const { metafile } = await build({
    stdin: { contents: `module.exports = {\n${getters}\n};`, resolveDir: packages },
    absWorkingDir: packages,
    bundle: true,
    outfile,
    format: 'cjs',
    platform: 'node',
    target: 'node22',
    minifyWhitespace: true,
    minifySyntax: true,
    // One character that is not Latin-1 doubles the memory and the time to read all of it. The licences are in the notices.
    legalComments: 'none',
    metafile: true,
    logLevel: 'error',
    external: ABSENT,
    // A script inside an executable can `require` what Node has built in, and import nothing.
    supported: { 'dynamic-import': false },
    alias: { '@dlubal-kit/auth-core': source('auth-core/src/index.ts') },
  });
  return Object.keys(Object.values(metafile.outputs)[0].inputs).map((path) => join(packages, path));
}

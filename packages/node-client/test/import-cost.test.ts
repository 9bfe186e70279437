import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { bundledScript } from './bundled-script.js';

const SRC = join(dirname(fileURLToPath(import.meta.url)), '..', 'src');
const ROOT = join(SRC, '..', '..', '..');

/** Every module that an entry reaches, and what is only loaded when it is used. */
async function graphOf(entry: string): Promise<{ modules: string[]; packages: string[]; late: string[] }> {
  const { metafile } = await build({
    entryPoints: [join(SRC, entry)],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    tsconfig: join(ROOT, 'tsconfig.json'),
    absWorkingDir: ROOT,
    logLevel: 'error',
  });
  const imports = Object.values(metafile.inputs).flatMap((input) => input.imports);
  const outside = imports.filter(({ external, path }) => external && !path.startsWith('node:'));
  const namesOf = (kind: (late: boolean) => boolean): string[] => [
    ...new Set(outside.filter((one) => kind(one.kind === 'dynamic-import')).map(({ path }) => path)),
  ];
  return {
    modules: Object.keys(metafile.inputs),
    packages: namesOf((late) => !late),
    late: namesOf((late) => late),
  };
}

test('./config reaches no gRPC, and native code only when it is used', async () => {
  const { modules, packages, late } = await graphOf('config.ts');
  expect(modules.length).toBeGreaterThan(10);
  expect(
    modules.filter((path) => /node-client\/src\/(client|channel|dial|wire)|protos\//.test(path)),
  ).toEqual([]);
  // The core's own, which are bundled into it when it is built.
  expect(packages.sort()).toEqual([
    '@noble/hashes/sha2.js',
    '@noble/hashes/utils.js',
    'fastest-levenshtein',
    'ini',
  ]);
  expect(late.sort()).toEqual(['@napi-rs/keyring', 'redis']);
});

test('the client entry reaches the wire, and loads a gRPC library only for callCredentials', async () => {
  const { modules, packages, late } = await graphOf('index.ts');
  expect(modules.some((path) => path.includes('node-client/src/channel'))).toBe(true);
  expect(packages.filter((name) => /grpc/.test(name))).toEqual([]);
  expect(late.filter((name) => /grpc/.test(name))).toEqual(['@grpc/grpc-js']);
});

test('loading a key loads neither gRPC nor native code', async () => {
  const run = spawnSync(process.execPath, [await bundledScript('load-probe.ts')], { encoding: 'utf8' });
  expect(run.stderr).toBe('');
  const { masked, loaded } = JSON.parse(run.stdout);
  expect(masked).toBe('ak-…0000');
  expect(loaded.length).toBeGreaterThan(0);
  expect(loaded.filter((path: string) => /grpc|keyring|redis|\.node$/.test(path))).toEqual([]);
});

// Measures docs/adr/0001-proto-generator.md: `node bench/proto-generators/measure.mjs`. It is not part of
// `npm run bench`, because it installs the refused generators in a temporary folder, which needs the network.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

const protos = fileURLToPath(new URL('../../protos', import.meta.url));
const room = mkdtempSync(join(tmpdir(), 'proto-generators-'));
const bin = (name) => join(room, 'node_modules/.bin', name);
const PACKAGES =
  '@bufbuild/buf@1.75 @bufbuild/protobuf@2.17 @bufbuild/protoc-gen-es@2.13 @protobuf-ts/plugin@2.11 @protobuf-ts/runtime@2.11 @protobuf-ts/runtime-rpc@2.11 esbuild@0.28 protobufjs@8.8 protobufjs-cli@2.7 ts-proto@2.18';

/** Imports of a candidate's files, then how a plain object becomes bytes and back. `S` is the message's codec. */
const app = (folder, end) => `export * from './${folder}/dlubal/api/rfem/application${end}.js';
export * from './${folder}/dlubal/api/common/common${end}.js';`;
const candidates = {
  'ts-proto': {
    all: `${app('ts-proto', '')} export * from './ts-proto/google/protobuf/empty.js';`,
    encode: 'S.encode(S.fromPartial(o)).finish()',
    decode: 'S.decode(b)',
  },
  'ts-proto, as we patch it': {
    all: `import { applicationRpcs as rpcs } from '${protos}/index.ts';
export const ApplicationInfo = { e: rpcs.getApplicationInfo.encodeResponse, d: rpcs.getApplicationInfo.decodeResponse };
export const ObjectList = { e: rpcs.getObjectListImpl.encodeRequest, d: rpcs.getObjectListImpl.decodeRequest };
export const Empty = { e: rpcs.getApplicationInfo.encodeRequest, d: rpcs.getApplicationInfo.decodeRequest };`,
    encode: 'S.e(o)',
    decode: 'S.d(b)',
  },
  'protobuf-es': {
    all: `${app('es', '_pb')} export { EmptySchema } from '@bufbuild/protobuf/wkt';
export { create, toBinary, fromBinary } from '@bufbuild/protobuf';`,
    codec: "all[name + 'Schema']",
    encode: 'all.toBinary(S, all.create(S, o))',
    decode: 'all.fromBinary(S, b)',
  },
  'protobuf-ts': {
    all: `${app('pbts', '_pb')} export * from './pbts/google/protobuf/empty_pb.js';`,
    encode: 'S.toBinary(S.create(o))',
    decode: 'S.fromBinary(b)',
  },
  'protobufjs static, plain objects': {
    all: "import { dlubal, google } from './pbjs.js'; export const { ApplicationInfo, ObjectList } = dlubal.api.rfem; export const { Empty } = google.protobuf;",
    encode: 'S.encode(S.fromObject(o)).finish()',
    decode: 'S.toObject(S.decode(b), { defaults: true })',
  },
  'protobufjs static, its classes': {
    all: "import { dlubal, google } from './pbjs-lean.js'; export const { ApplicationInfo, ObjectList } = dlubal.api.rfem; export const { Empty } = google.protobuf;",
    encode: 'S.encode(o).finish()',
    decode: 'S.decode(b)',
  },
};

function generate() {
  const plugin = (name, out, opt) => ({
    local: bin(name),
    out: join(room, out),
    opt,
    include_imports: out !== 'es',
  });
  const tsProto =
    'esModuleInterop=true,importSuffix=.js,outputServices=none,outputJsonMethods=false,enumsAsLiterals=true';
  const plugins = [
    plugin('protoc-gen-ts_proto', 'ts-proto', tsProto.split(',')),
    plugin('protoc-gen-es', 'es', ['target=ts', 'import_extension=js']),
    plugin('protoc-gen-ts', 'pbts', ['client_none', 'server_none', 'add_pb_suffix']),
  ];
  const template = JSON.stringify({ version: 'v2', plugins });
  execFileSync(bin('buf'), ['generate', protos, '--path', join(protos, 'dlubal'), '--template', template]);
  const pbjs = [
    '-t',
    'static-module',
    '-w',
    'es6',
    '--no-service',
    '--no-create',
    '--no-verify',
    '--no-delimited',
    '-p',
    protos,
  ];
  const file = join(protos, 'dlubal/api/rfem/application.proto');
  execFileSync(bin('pbjs'), [...pbjs, '-o', join(room, 'pbjs.js'), file]);
  execFileSync(bin('pbjs'), [
    ...pbjs,
    '--no-convert',
    '--no-typeurl',
    '-o',
    join(room, 'pbjs-lean.js'),
    file,
  ]);
}

/** Bundles a candidate as a published package would: `all` keeps every message of the service alive. */
function bundle(build, name, { all, codec = 'all[name]', encode, decode }, index) {
  mkdirSync(join(room, 'dist'), { recursive: true });
  const base = {
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    nodePaths: [join(room, 'node_modules')],
  };
  const banner = name.startsWith('protobufjs')
    ? { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" }
    : {};
  writeFileSync(join(room, `all-${index}.ts`), all);
  const contents = `import * as all from './all-${index}.ts'; export { all };
export const codecOf = (name) => { const S = ${codec}; return { encode: (o) => ${encode}, decode: (b) => ${decode} }; };`;
  const stdin = { contents, resolveDir: room, loader: 'js' };
  const outfile = join(room, `dist/${index}.mjs`);
  build({ ...base, stdin, outfile, banner, minify: true });
  const code = readFileSync(outfile);
  return { name, outfile, size: code.length, gzip: gzipSync(code).length };
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

/** Whole processes that only import, in turns with `node -e 0`. */
function loads(bundles) {
  const argv = [['-e', '0'], ...bundles.map(({ outfile }) => [outfile])];
  const times = argv.map(() => []);
  for (let round = 0; round < 41; round += 1) {
    argv.forEach((args, i) => {
      const start = performance.now();
      spawnSync(process.execPath, args);
      times[i].push(performance.now() - start);
    });
  }
  const [bare, ...rest] = times.map(median);
  return rest.map((time) => time / bare);
}

const any = (name, i) => ({
  [name]: 'type.googleapis.com/dlubal.api.rfem.Node',
  value: new Uint8Array(40).fill(i),
});
const objects = (name) => ({
  objects: Array.from({ length: 100 }, (_, i) => ({
    object: any(name, i),
    modelId: { guid: '6f1c2b3a-1111-4222-8333-0123456789ab' },
  })),
});
const info = {
  name: 'RFEM',
  type: 3,
  isServerInstance: true,
  version: '6.10.0002',
  fullVersion: '6.10.0002.431.abcdef12',
  options: '-',
  languageName: 'English',
  languageId: 'en',
};
const samples = [
  ['ApplicationInfo', () => info, 20_000],
  ['ObjectList', (name) => objects(name.startsWith('protobufjs') ? 'type_url' : 'typeUrl'), 300],
  ['Empty', () => ({}), 100_000],
];

/** Nanoseconds per call, all candidates in turns, median of the rounds. */
function speeds(modules, [message, sampleFor, count]) {
  const runs = modules.map(({ name, codecOf }) => {
    const codec = codecOf(message);
    const sample = sampleFor(name);
    const bytes = codec.encode(sample);
    return {
      encode: () => codec.encode(sample),
      decode: () => codec.decode(bytes),
      bytes,
      times: { encode: [], decode: [] },
    };
  });
  const [first] = runs;
  const odd = runs.findIndex(({ bytes }) => Buffer.compare(bytes, first.bytes) !== 0);
  if (odd !== -1) throw new Error(`${modules[odd].name} writes other bytes for ${message}`);
  for (let round = 0; round < 25; round += 1) {
    for (const run of runs) {
      for (const way of ['encode', 'decode']) {
        const start = performance.now();
        for (let i = 0; i < count; i += 1) run[way]();
        run.times[way].push(((performance.now() - start) / count) * 1e6);
      }
    }
  }
  return runs.map(({ times }) => ({
    encode: median(times.encode.slice(5)),
    decode: median(times.decode.slice(5)),
  }));
}

try {
  writeFileSync(join(room, 'package.json'), '{ "type": "module" }');
  execFileSync('npm', ['install', '--silent', '--no-audit', '--no-fund', ...PACKAGES.split(' ')], {
    cwd: room,
  });
  generate();
  const { buildSync } = await import(pathToFileURL(join(room, 'node_modules/esbuild/lib/main.js')).href);
  const bundles = Object.entries(candidates).map(([name, row], index) => bundle(buildSync, name, row, index));
  const modules = await Promise.all(
    bundles.map(async ({ name, outfile }) => ({ name, ...(await import(pathToFileURL(outfile).href)) })),
  );
  const load = loads(bundles);
  const speed = samples.map((sample) => speeds(modules, sample));
  console.table(
    Object.fromEntries(
      bundles.map(({ name, size, gzip }, i) => [
        name,
        {
          'load ÷ node -e 0': load[i].toFixed(2),
          minified: size,
          gzip,
          ...Object.fromEntries(
            samples.flatMap(([message], s) =>
              ['encode', 'decode'].map((way) => [
                `${message} ${way}`,
                `${(speed[s][0][way] / speed[s][i][way]).toFixed(2)} (${Math.round(speed[s][i][way])} ns)`,
              ]),
            ),
          ),
        },
      ]),
    ),
  );
} finally {
  rmSync(room, { recursive: true, force: true });
}

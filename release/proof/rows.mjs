import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EXAMPLE_ROWS } from './examples.mjs';
import { npmInstall, specs } from './install.mjs';
import { NODE_PACKAGE, nodeOf } from './node-package.mjs';
import { run } from './run.mjs';
import { LANDING_ROWS } from './what-lands.mjs';

const consumer = (name) => readFileSync(fileURLToPath(new URL(`consumers/${name}`, import.meta.url)), 'utf8');
const asCommonJs = (code) =>
  code
    .replace(/^import \{(.*?)\} from ('.*?');/gm, 'const {$1} = require($2);')
    .replaceAll('import.meta', 'module');

const LIBRARIES = ['auth-core', 'node-client', 'mock-server'];
const ENTRIES = {
  'auth-core': ['@dlubal-kit/auth-core'],
  'node-client': ['@dlubal-kit/node-client', '@dlubal-kit/node-client/config'],
  'mock-server': [
    '@dlubal-kit/mock-server',
    '@dlubal-kit/mock-server/scenario',
    '@dlubal-kit/mock-server/ui',
  ],
};
const packagesOf = (name) => (name === 'client-and-mock' ? ['node-client', 'mock-server'] : [name]);

function expectWorks(said) {
  if (said.trim() !== 'it works') throw new Error(`It said: ${said}`);
}

/** Both module systems, one file each. A home of its own: no key of this machine may be found. */
function useBoth(context, name, node = process.execPath) {
  const { folder } = context;
  const env = { HOME: folder, NODE_OPTIONS: '', DLUBAL_API_KEY: undefined };
  writeFileSync(join(folder, 'use.mjs'), consumer(`${name}.mjs`));
  writeFileSync(join(folder, 'use.cjs'), asCommonJs(consumer(`${name}.mjs`)));
  for (const file of ['use.mjs', 'use.cjs'])
    expectWorks(run(node, [file], { cwd: folder, env, timeout: 60_000 }));
}

/** What `require` and `import` give is the same, so that no class exists twice in a program. */
function findOneCopy({ folder }, entries, node = process.execPath) {
  writeFileSync(join(folder, 'one-copy.mjs'), consumer('one-copy.mjs'));
  expectWorks(run(node, ['one-copy.mjs', ...entries], { cwd: folder, env: { NODE_OPTIONS: '' } }));
}

const alone = (name) => ({
  name: `npm: ${name} alone, ESM and CommonJS`,
  run(context) {
    npmInstall(context, specs(packagesOf(name), context.version));
    useBoth(context, name);
    findOneCopy(context, ENTRIES[name] ?? Object.values(ENTRIES).flat());
  },
});

const onNode = (major) => ({
  name: `Node ${major}: client and mock server`,
  run(context) {
    npmInstall(context, [
      ...specs(['node-client', 'mock-server'], context.version),
      `${NODE_PACKAGE}@${major}`,
    ]);
    useBoth(context, 'client-and-mock', nodeOf(context.folder));
    useBoth(context, 'auth-core', nodeOf(context.folder));
    findOneCopy(context, Object.values(ENTRIES).flat(), nodeOf(context.folder));
  },
});

const command = (name, binary) => ({
  name: `npm: ${name} alone, its command`,
  run(context) {
    const { folder, version } = context;
    npmInstall(context, [`${name}@${version}`]);
    const env = { HOME: folder, NODE_OPTIONS: '' };
    const bin = join(folder, 'node_modules', '.bin', binary);
    const said = run(bin, ['--version'], { cwd: folder, env }).trim();
    if (!said.includes(version)) throw new Error(`--version said ${said}`);
    run(bin, ['mock', 'exec', '--', bin, 'check'], { cwd: folder, env });
  },
});

/** What our texts make people type, in a folder where nothing is installed. */
const npx = {
  name: 'npx dlubal-auth, with nothing installed',
  run({ folder, version, env }) {
    const npx = (...args) =>
      run('npx', ['--yes', ...args], { cwd: folder, env: { ...env, HOME: folder, NODE_OPTIONS: '' } });
    const said = npx('dlubal-auth', '--version').trim();
    if (said !== version) throw new Error(`--version said ${said}`);
    npx(
      'dlubal-auth',
      'mock',
      'exec',
      '--',
      process.execPath,
      '-e',
      'process.exit(process.env.DLUBAL_API_KEY ? 0 : 1)',
    );
  },
};

const COMPILERS = ['5.4', '5.9', 'latest'];
const RESOLUTIONS = { node16: 'node16', nodenext: 'nodenext', bundler: 'esnext' };

const types = (compiler) => ({
  name: `TypeScript ${compiler}: node16, nodenext and bundler, skipLibCheck off`,
  run(context) {
    const { folder, version } = context;
    writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
    npmInstall(context, [...specs(LIBRARIES, version), `typescript@${compiler}`]);
    // auth-core needs no types of Node; the others do, and say so.
    compile(folder, 'types.ts', { types: [] });
    npmInstall(context, ['@types/node@20']);
    compile(folder, 'types-node.ts', { types: ['node'] });
  },
});

function compile(folder, file, more) {
  writeFileSync(join(folder, file), consumer(file));
  for (const [moduleResolution, module] of Object.entries(RESOLUTIONS)) {
    const compilerOptions = {
      strict: true,
      noEmit: true,
      target: 'es2022',
      lib: ['es2022'],
      skipLibCheck: false,
      module,
      moduleResolution,
      ...more,
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [file] }));
    run(join(folder, 'node_modules', '.bin', 'tsc'), [], { cwd: folder });
  }
}

const pnpm = {
  name: 'pnpm: client and mock server',
  run(context) {
    const { folder, version, env } = context;
    writeFileSync(join(folder, 'package.json'), '{ "private": true }');
    const args = [
      '--yes',
      'pnpm@10',
      'add',
      '--ignore-scripts',
      ...specs(['node-client', 'mock-server'], version),
    ];
    run('npx', args, { cwd: folder, env: { ...env, HOME: folder, XDG_DATA_HOME: folder } });
    useBoth(context, 'client-and-mock');
  },
};

const yarn = {
  name: 'yarn, Plug and Play: client and mock server',
  run(context) {
    const { folder, version, env } = context;
    writeFileSync(join(folder, 'package.json'), '{ "private": true }');
    writeFileSync(join(folder, 'yarn.lock'), '');
    const yarn = (...args) =>
      run('npx', ['--yes', '-p', '@yarnpkg/cli-dist@4', 'yarn', ...args], {
        cwd: folder,
        env: {
          ...env,
          HOME: folder,
          YARN_ENABLE_TELEMETRY: '0',
          YARN_ENABLE_SCRIPTS: '0',
          // Yarn waits some days before it installs what is new.
          YARN_NPM_MINIMAL_AGE_GATE: '0',
        },
      });
    yarn('add', ...specs(['node-client', 'mock-server'], version));
    writeFileSync(join(folder, 'use.cjs'), asCommonJs(consumer('client-and-mock.mjs')));
    writeFileSync(join(folder, 'use.mjs'), consumer('client-and-mock.mjs'));
    for (const file of ['use.cjs', 'use.mjs']) expectWorks(yarn('node', file));
  },
};

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find(existsSync);
const chromium = {
  name: 'Chromium: auth-core, bundled',
  missing: () => (CHROMIUM === undefined ? 'Chromium is not installed' : undefined),
  run(context) {
    const { folder, version } = context;
    npmInstall(context, [...specs(['auth-core'], version), 'esbuild@0.27']);
    writeFileSync(
      join(folder, 'use.mjs'),
      consumer('auth-core.mjs').replace('console.log(', 'document.body.append('),
    );
    const esbuild = join(folder, 'node_modules', '.bin', 'esbuild');
    run(esbuild, ['use.mjs', '--bundle', '--outfile=use.js'], { cwd: folder });
    writeFileSync(
      join(folder, 'page.html'),
      `<!doctype html><body><script>${readFileSync(join(folder, 'use.js'), 'utf8')}</script>`,
    );
    const args = [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--dump-dom',
      `--user-data-dir=${folder}/profile`,
      `file://${folder}/page.html`,
    ];
    const page = run(CHROMIUM, args, { cwd: folder, env: { HOME: folder }, timeout: 60_000 });
    if (!page.includes('</script>it works')) throw new Error(page.slice(-300));
  },
};

/** Other runtimes, from npm: auth-core is for any of them. */
const runtime = (name, packageName, binary, args) => ({
  name: `${name}: auth-core`,
  run(context) {
    const { folder, version } = context;
    npmInstall(context, [...specs(['auth-core'], version), packageName]);
    writeFileSync(join(folder, 'use.mjs'), consumer('auth-core.mjs'));
    expectWorks(
      run(join(folder, ...binary), [...args, 'use.mjs'], {
        cwd: folder,
        env: { HOME: folder, NO_COLOR: '1' },
      }),
    );
  },
});

export const ROWS = [
  ...LIBRARIES.map(alone),
  alone('client-and-mock'),
  command('@dlubal-kit/cli', 'dlubal-auth'),
  command('dlubal-auth', 'dlubal-auth'),
  npx,
  ...LANDING_ROWS,
  ...EXAMPLE_ROWS,
  ...COMPILERS.map(types),
  ...[22, 24, 26].map(onNode),
  pnpm,
  yarn,
  chromium,
  runtime('Bun', '@oven/bun-linux-x64', ['node_modules', '@oven', 'bun-linux-x64', 'bin', 'bun'], ['run']),
  runtime(
    'Deno',
    '@deno/linux-x64-glibc',
    ['node_modules', '@deno', 'linux-x64-glibc', 'deno'],
    ['run', '--node-modules-dir=manual', '--no-lock', '--no-remote', '--cached-only'],
  ),
];

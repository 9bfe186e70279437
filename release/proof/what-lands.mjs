import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { npmInstall, specs } from './install.mjs';
import { run } from './run.mjs';

/** What every package of ours has next to its code; the alias bundles nothing of others. */
const TEXTS = ['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json'];

/** What an installed folder of modules weighs: its packages, and the MB of their files. */
function weigh(folder) {
  const files = readdirSync(join(folder, 'node_modules'), { recursive: true, withFileTypes: true });
  const kilobytes = Number(
    run('du', ['-sk', '--apparent-size', 'node_modules'], { cwd: folder }).split('\t')[0],
  );
  const packages = files.filter(
    ({ name, parentPath }) =>
      name === 'package.json' && /node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+$/.test(parentPath),
  );
  return { packages: packages.length, mb: kilobytes / 1024 };
}

function installed(context, name, packages) {
  const folder = join(context.folder, name);
  mkdirSync(folder);
  npmInstall({ ...context, folder }, packages);
  return folder;
}

function expectTexts(folder, name) {
  const there = readdirSync(join(folder, 'node_modules', name));
  const wanted = name === 'dlubal-auth' ? TEXTS : [...TEXTS, 'THIRD-PARTY-NOTICES.md'];
  const missing = wanted.filter((text) => !there.includes(text));
  if (missing.length > 0) throw new Error(`${name} has no ${missing.join(', ')}.`);
}

/** What comes with each package: so many packages, itself included, and at most so many MB. */
const WEIGHTS = {
  '@dlubal-kit/auth-core': { packages: 1, mb: 2 },
  '@dlubal-kit/node-client': { packages: 2, mb: 4 },
  '@dlubal-kit/mock-server': { packages: 4, mb: 8 },
  '@dlubal-kit/cli': { packages: 6, mb: 14 },
  'dlubal-auth': { packages: 7, mb: 14 },
};

const light = {
  name: 'npm: what lands in node_modules of each package',
  run(context) {
    for (const [name, expected] of Object.entries(WEIGHTS)) {
      const folder = installed(context, name.replace(/.*\//, ''), [`${name}@${context.version}`]);
      expectTexts(folder, name);
      const { packages, mb } = weigh(folder);
      if (packages !== expected.packages || mb > expected.mb)
        throw new Error(`${name} brings ${packages} packages and ${mb.toFixed(1)} MB.`);
    }
  },
};

/** Next to grpc-js, for those who have stubs of it: itself and auth-core, and nothing that grpc-js would not bring. */
const nextToGrpcJs = {
  name: 'npm: node-client next to grpc-js',
  run(context) {
    const alone = weigh(installed(context, 'alone', ['@grpc/grpc-js']));
    const both = weigh(
      installed(context, 'both', ['@grpc/grpc-js', ...specs(['node-client'], context.version)]),
    );
    if (both.packages !== alone.packages + 2)
      throw new Error(`${both.packages} packages instead of ${alone.packages} with grpc-js alone.`);
  },
};

/** Entries for test runners, where the runner is missing: the message says which. */
const withoutRunners = {
  name: 'npm: mock-server without Vitest and Jest',
  run(context) {
    npmInstall(context, specs(['mock-server'], context.version));
    const said = (code) =>
      run(
        process.execPath,
        ['--input-type=module', '-e', `try { ${code} } catch (error) { console.log(error.message); }`],
        { cwd: context.folder, env: { NODE_OPTIONS: '' } },
      );
    const messages = {
      "Cannot find package 'vitest'": said("await import('@dlubal-kit/mock-server/vitest');"),
      "needs Jest's hooks": said("(await import('@dlubal-kit/mock-server/jest')).setupMockServer();"),
    };
    for (const [expected, message] of Object.entries(messages))
      if (!message.includes(expected)) throw new Error(`It said: ${message}`);
  },
};

export const LANDING_ROWS = [light, nextToGrpcJs, withoutRunners];

// Runs tests with another Node.js, all of them or some: npm run test:node -- 26 [paths and options of vitest]
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from '../cache-folder.mjs';

const KIT = fileURLToPath(new URL('../..', import.meta.url));
const [line = '', ...given] = process.argv.slice(2);

if (!/^\d+$/.test(line)) {
  console.error('Give the line of Node.js first: npm run test:node -- 26 packages/node-client');
  process.exit(2);
}
/** Left out where no path is given. Each has the same result with every Node.js. */
const LEFT_OUT = {
  'packages/mock-server/test/packed*.test.ts': 'the runners there start Node.js 20 to 26 themselves',
  'testing/{rules,recipes}/**': 'they read the sources',
};
const excluded = given.length > 0 ? [] : Object.keys(LEFT_OUT).map((files) => `--exclude=${files}`);

const bin = installed(line);
const { status } = spawnSync(
  join(bin, 'node'),
  ['node_modules/vitest/vitest.mjs', 'run', ...excluded, ...given],
  {
    cwd: KIT,
    // Programs that tests start by their name get the same Node.js.
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` },
    stdio: 'inherit',
  },
);
process.exitCode = status ?? 1;

/**
 * The newest Node.js of a line, as a package in a folder of its own: the project's node_modules stay as they are.
 *
 * @param {string} major
 * @returns {string} the folder of its program
 */
function installed(major) {
  const name = `node-${process.platform}-${process.arch}`;
  const folder = join(cacheFolder('dlubal-kit-nodes'), major);
  const program = join(folder, 'node_modules', name, 'bin');
  if (!existsSync(join(program, 'node'))) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true }');
    execFileSync('npm', ['install', '--no-audit', '--no-fund', `${name}@${major}`], {
      cwd: folder,
      stdio: 'inherit',
    });
  }
  return program;
}

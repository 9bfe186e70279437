// Runs the tests of all packages with Node for Windows, under Wine: npm run test:windows [paths and options of vitest]
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { linkProject } from '../../packages/mock-server/test/linked-project.mjs';
import { cacheFolder } from '../cache-folder.mjs';
import { bridgeGit, hasGo } from './git-bridge.mjs';
import { windowsTools } from './windows-tools.mjs';
import { hasWine, runNode, windowsIn, windowsPath } from './wine.mjs';

const KIT = fileURLToPath(new URL('../..', import.meta.url));
const PACKAGES = ['auth-core', 'node-client', 'mock-server', 'cli'].map((name) => `packages/${name}`);
// All processors: programs under Wine spend much of their time on waiting for each other.
// A second try: of 7,000 tests, one or two meet a program that Wine refuses to start or a folder that it keeps open.
const OPTIONS = ['--testTimeout=90000', '--hookTimeout=90000', '--maxWorkers=100%', '--retry=1'];

if (hasWine() && hasGo()) {
  const cache = cacheFolder('dlubal-kit-windows');
  const modules = windowsTools(join(cache, 'tools'), join(KIT, 'package-lock.json'));
  const prefix = join(cache, 'prefix');
  const git = await bridgeGit(join(cache, 'git'), prefix);
  const project = await projectOfLinks();
  const env = {
    ...windowsIn(prefix, modules),
    ...git.env,
    ...project.env,
    TEST_UNDER_WINE: '1',
    DLUBAL_CRASH_PROCESSES: '4',
  };
  const given = process.argv.slice(2);
  const isGiven = (/** @type {string} */ option) =>
    given.some((word) => word.split('=')[0] === option.split('=')[0]);
  const options = OPTIONS.filter((option) => !isGiven(option));
  const paths = given.some((word) => !word.startsWith('-')) ? [] : PACKAGES;
  process.exitCode = await runNode(
    ['node_modules/vitest/vitest.mjs', 'run', '--no-color', ...options, ...paths, ...given],
    env,
    { cwd: KIT, modules, timeoutMs: 45 * 60_000 },
  );
  git.close();
  project.close();
} else {
  console.log(
    'Windows tests skipped: they need Wine and Go. Debian has both: apt-get install --no-install-recommends wine64 golang-go',
  );
}

/** A user's project for the tests of the built packages. Its other modules are links, which Wine follows but cannot make. */
async function projectOfLinks() {
  if (!existsSync(join(KIT, 'packages', 'mock-server', 'dist'))) return { env: {}, close: () => {} };
  const folder = mkdtempSync(join(tmpdir(), 'dlubal-kit-packed-'));
  await linkProject(folder);
  return {
    env: { TEST_LINKED_PROJECT: windowsPath(folder) },
    close: () => rmSync(folder, { recursive: true }),
  };
}

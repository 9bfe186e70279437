import { join } from 'node:path';
import { notOnWindows, onWindows } from '@dlubal-kit/testing/skip-on-windows';
import { afterAll, describe, expect, test } from 'vitest';
import { installedProject, isBuilt, linkedProject, type Project, runTool } from './packed-project.js';

/** The same cases in each runner: values of Node are of another realm there, and each loads modules in its own way. */
interface Runner {
  readonly title: string;
  /** What npm installs; without it the runner is this tree's. */
  readonly install?: readonly string[];
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The version of Node.js, from its npm packages; without it, the one that runs this. */
  readonly node?: string;
}

const vitest = (pool: string): readonly string[] => ['vitest/vitest.mjs', 'run', `--pool=${pool}`, 'realm'];
const jest = ['jest/bin/jest.js', '--ci', 'realm'] as const;
const CJS = { KIND: 'jest.cjs' };
const ESM = { KIND: 'jest.mjs', NODE_OPTIONS: '--experimental-vm-modules' };
/** What Node says of Jest's own flag, and no other warning. */
const OF_THE_FLAG = /VM Modules is an experimental feature|^\(Use `node --trace-warnings/;
const VITEST_3 = ['vitest@3.2.7', '@grpc/grpc-js', '@grpc/proto-loader'] as const;
const VITEST_5 = ['vitest@5', '@grpc/grpc-js', '@grpc/proto-loader'] as const;
const JEST_29 = ['jest@29.7.0', '@jest/globals@29.7.0', '@grpc/grpc-js', '@grpc/proto-loader'] as const;

const RUNNERS: Runner[] = [
  ...['threads', 'forks', 'vmThreads', 'vmForks'].map((pool) => ({
    title: `Vitest 4, ${pool}`,
    command: vitest(pool),
  })),
  { title: 'Jest 30, CommonJS', command: jest, env: CJS },
  { title: 'Jest 30, ESM', command: jest, env: ESM },
  { title: 'Vitest 3, forks', install: VITEST_3, command: vitest('forks') },
  { title: 'Vitest 3, vmThreads', install: VITEST_3, command: vitest('vmThreads') },
  { title: 'Jest 29, CommonJS', install: JEST_29, command: jest, env: CJS },
  { title: 'Jest 29, ESM', install: JEST_29, command: jest, env: ESM },
];

/** Runners that need another Node.js, which is an install of 100 MB each: `DLUBAL_ALL_RUNNERS=1` asks for them. */
const WITH_OTHER_NODES: Runner[] = ['22', '24', '26'].flatMap((node) => [
  { title: `Vitest 4, vmThreads, Node.js ${node}`, command: vitest('vmThreads'), node },
  { title: `Vitest 5, forks, Node.js ${node}`, install: VITEST_5, command: vitest('forks'), node },
  { title: `Jest 30, CommonJS, Node.js ${node}`, command: jest, env: CJS, node },
  { title: `Jest 30, ESM, Node.js ${node}`, command: jest, env: ESM, node },
]);

const projects = new Map<string, Promise<Project>>();
// Up to seven folders with what npm installed: more than half a minute on a busy machine.
afterAll(async () => {
  for (const project of await Promise.all(projects.values())) project[Symbol.dispose]();
}, 180_000);

/** One project for all runners that need the same packages. */
function projectFor({ install }: Pick<Runner, 'install'>): Promise<Project> {
  const wanted = install?.join(' ') ?? '';
  const project = projects.get(wanted) ?? (install ? installedProject(install) : linkedProject());
  projects.set(wanted, project);
  return project;
}

async function nodeFor({ node }: Runner): Promise<string> {
  if (node === undefined) return process.execPath;
  const name = `node-${process.platform}-${process.arch}`;
  const { folder } = await projectFor({ install: [`${name}@${node}`] });
  return join(folder, 'node_modules', name, 'bin', 'node');
}

const all = process.env.DLUBAL_ALL_RUNNERS === '1';
const packages = notOnWindows(
  'the packed packages in each runner',
  'packed.test.ts has Vitest and Jest there',
);
describe.skipIf(!isBuilt || onWindows)(packages, { timeout: 400_000 }, () => {
  const reason = all ? '' : ' (set DLUBAL_ALL_RUNNERS=1)';
  const rows = [
    ...RUNNERS.map((runner) => ({ ...runner, skip: false })),
    ...WITH_OTHER_NODES.map((runner) => ({ ...runner, title: runner.title + reason, skip: !all })),
  ];
  for (const runner of rows) {
    test.skipIf(runner.skip)(runner.title, async () => {
      const { folder } = await projectFor(runner);
      const [script = '', ...args] = runner.command;
      const command = [await nodeFor(runner), join(folder, 'node_modules', script), ...args] as const;
      const { code, stdout, stderr, said } = await runTool(folder, command, runner.env);
      // Vitest writes nothing else to stderr; Jest writes its results there.
      const complaints = script.startsWith('jest')
        ? (stderr.match(/^.*(?:warning|console\.\w+|\(node:).*$/gim) ?? []).filter(
            (line) => !OF_THE_FLAG.test(line),
          )
        : stderr.split('\n').filter(Boolean);
      expect({ code, complaints }, said).toEqual({ code: 0, complaints: [] });
      expect(stdout + stderr).toMatch(script.startsWith('jest') ? /Tests: +9 passed/ : /Tests +10 passed/);
    });
  }
});

/**
 * Whole processes of the built command, of hello-worlds of libraries for command lines, and of `node -e 0`, in turns: `npm run bench -- cli-start`.
 * The executable of this system takes part where `npm run build:executables` made it. Each must print what is expected, or nothing is measured.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { archiveHere, archives } from './peers/executable.mjs';

export const about =
  'Whole processes of the command, of hello-worlds of libraries for command lines, and of `node -e 0`; start and size of [the executable](../../apps/docs/start/executables.md), which needs no Node.js.';

const ROUNDS = 31;
const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const BIN = path('../packages/cli/bin/dlubal-auth.js');
const OURS = {
  '--version': { args: ['--version'], prints: /^\d+\.\d+\.\d+/ },
  'keys list': { args: ['keys', 'list'], prints: /project_1/ },
  resolve: { args: ['resolve'], prints: /project_1/ },
};
/** One command with an argument and an option, as a command line of the usual kind has it. */
const HELLOS = {
  commander: 'peers/commander-hello.cjs',
  citty: 'peers/citty-hello.mjs',
  yargs: 'peers/yargs-hello.mjs',
};

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

const home = mkdtempSync(join(tmpdir(), 'dlubal-bench-'));
const folder = join(home, '.config', 'Dlubal', 'api');
mkdirSync(folder, { recursive: true });
const key = () => `ak-${randomBytes(24).toString('hex')}`;
const first = key();
writeFileSync(
  join(folder, 'config.ini'),
  `[api_keys]\nproject_1 = ${first}\nproject_2 = ${key()}\ndefault = ${first}\n`,
);
const options = {
  cwd: home,
  env: { PATH: process.env.PATH, HOME: home, XDG_CONFIG_HOME: join(home, '.config') },
  encoding: 'utf8',
};

/** The programs that take turns: their name, command line and output. */
function sides() {
  const node = process.execPath;
  const hellos = Object.entries(HELLOS).map(([name, file]) => [
    name,
    { program: node, args: [path(file), 'greet', 'you'], prints: /hello you/ },
  ]);
  const scripts = Object.entries(OURS).map(([name, { args, prints }]) => [
    name,
    { program: node, args: [BIN, ...args], prints },
  ]);
  const archive = archiveHere();
  if (archive !== undefined) execFileSync('tar', ['-xzf', archive, '-C', home]);
  const executables = Object.entries(archive === undefined ? {} : OURS).map(([name, { args, prints }]) => [
    `executable: ${name}`,
    { program: join(home, 'dlubal-auth'), args, prints },
  ]);
  return Object.fromEntries([
    ['bare', { program: node, args: ['-e', '0'], prints: /^$/ }],
    ...hellos,
    ...scripts,
    ...executables,
  ]);
}

function run({ program, args, prints }) {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(program, args, options);
  const took = performance.now() - start;
  if (status !== 0) throw new Error(`exit code ${status}: ${stderr}`);
  if (!prints.test(stdout)) throw new Error(`${args.join(' ')} printed ${stdout}`);
  return took;
}

export const rows = [];
try {
  const programs = sides();
  const took = Object.fromEntries(Object.keys(programs).map((name) => [name, []]));
  for (const program of Object.values(programs)) run(program);
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [name, program] of Object.entries(programs)) took[name].push(run(program));
  const ratio = (one, other) => median(took[one].map((time, round) => time / took[other][round]));
  const detail = (one, other) => `${median(took[one]).toFixed(1)} and ${median(took[other]).toFixed(1)} ms`;
  const others = Object.fromEntries(
    Object.keys(HELLOS).map((name) => [`${name} hello`, ratio(name, 'bare')]),
  );
  for (const name of Object.keys(OURS)) {
    rows.push({
      name,
      of: 'time',
      against: 'node -e 0',
      ours: ratio(name, 'bare'),
      others,
      detail: detail(name, 'bare'),
    });
    const executable = `executable: ${name}`;
    if (executable in programs)
      rows.push({
        name: executable,
        of: 'time',
        against: 'the script',
        ours: ratio(executable, name),
        detail: detail(executable, name),
      });
  }
} finally {
  rmSync(home, { recursive: true, force: true });
}

for (const { system, path } of archives()) {
  const megabytes = statSync(path).size / 1_000_000;
  rows.push({ name: `the archive of the executable for ${system}`, of: 'size', ours: megabytes, unit: 'MB' });
}

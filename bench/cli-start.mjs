/**
 * Whole processes of the built command and of `node -e 0`, in turns: `node bench/cli-start.mjs [rounds]`.
 * Ratios above 1 mean that the command takes longer. Each command must print the expected output, or nothing is measured.
 */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROUNDS = Number(process.argv[2] ?? 31);
const BIN = fileURLToPath(new URL('../packages/cli/bin/dlubal-auth.js', import.meta.url));
/** A command line of the usual kind: one command with an argument and an option, by commander. */
const HELLO = fileURLToPath(new URL('commander-hello.cjs', import.meta.url));
const COMMANDS = {
  commander: [HELLO, 'greet', 'you'],
  '--version': [BIN, '--version'],
  'keys list': [BIN, 'keys', 'list'],
  resolve: [BIN, 'resolve'],
};
const EXPECTED = {
  commander: /hello you/,
  '--version': /^\d+\.\d+\.\d+/,
  'keys list': /project_1/,
  resolve: /project_1/,
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

function run(args) {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, options);
  const took = performance.now() - start;
  if (status !== 0) throw new Error(`exit code ${status}: ${stderr}`);
  return { took, stdout };
}

try {
  for (const [name, args] of Object.entries(COMMANDS)) {
    if (!EXPECTED[name].test(run(args).stdout)) throw new Error(`${name} does not print what it should`);
  }
  const bare = [];
  const took = Object.fromEntries(Object.keys(COMMANDS).map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    bare.push(run(['-e', '0']).took);
    for (const [name, args] of Object.entries(COMMANDS)) took[name].push(run(args).took);
  }
  console.log(`node -e 0   ${median(bare).toFixed(1)} ms (Node ${process.version}, ${ROUNDS} rounds)`);
  for (const [name, times] of Object.entries(took)) {
    const ratio = median(times.map((time, round) => time / bare[round]));
    console.log(`${name.padEnd(11)} ${median(times).toFixed(1)} ms, ${ratio.toFixed(2)} times node -e 0`);
  }
} finally {
  rmSync(home, { recursive: true, force: true });
}

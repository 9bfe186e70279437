/**
 * Importing the client, and grpc-js, each in a new process and in turns: `npm run bench -- client-import`. "with a client" also opens one, with its
 * key from config.ini; grpc-js opens one too.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const about =
  'Importing the client, and grpc-js, each in a new process. "With a client" also opens one, with its key from config.ini; grpc-js opens one too.';

const ROUNDS = 21;
const CLIENT = new URL('../packages/node-client/dist/index.js', import.meta.url).href;
const GRPC = import.meta.resolve('@grpc/grpc-js');

const home = mkdtempSync(join(tmpdir(), 'dlubal-bench-'));
const config = join(home, 'config.ini');
writeFileSync(config, `[api_keys]\nproject_1 = ak-${'0'.repeat(48)}\n`);
const options = JSON.stringify({ apiKeyName: 'project_1', config, env: {}, home, checkVersion: false });

const PROGRAMS = {
  import: {
    ours: `await import('${CLIENT}')`,
    peer: `await import('${GRPC}')`,
  },
  'with a client': {
    ours: `await (await (await import('${CLIENT}')).connect(${options})).close()`,
    peer: `const { Client, credentials } = await import('${GRPC}'); new Client('127.0.0.1:9000', credentials.createInsecure()).close()`,
  },
};

/** Milliseconds from the program's first statement to its last. */
function took(program) {
  const timed = `const from = performance.now(); ${program}; console.log(performance.now() - from)`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', timed], {
    cwd: home,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return Number(stdout);
}

const median = (list) => list.toSorted((a, b) => a - b)[list.length >> 1];
export const rows = [];
try {
  for (const [name, { ours, peer }] of Object.entries(PROGRAMS)) {
    const seen = { ours: [], peer: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      seen.ours.push(took(ours));
      seen.peer.push(took(peer));
    }
    rows.push({
      name,
      of: 'time',
      against: 'grpc-js',
      ours: median(seen.ours.map((time, round) => time / seen.peer[round])),
      detail: `${median(seen.ours).toFixed(1)} and ${median(seen.peer).toFixed(1)} ms`,
    });
  }
} finally {
  rmSync(home, { recursive: true, force: true });
}

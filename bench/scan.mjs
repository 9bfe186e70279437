// `dlubal-auth scan --history` on a made history of 10,000 commits: `npm run bench -- scan`. The floor is what git itself takes to list and print every object, which any scan has to wait for.
// Seconds are those of the processors, of all processes together, so that other work on the machine does not count.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const about =
  '`dlubal-auth scan --history` on a made history, next to what git itself takes to list and print every object, which any scan has to wait for.';

const COMMITS = 10_000;
const FILES = 300;
const LINES = 60;
const ROUNDS = 3;
const CLI = fileURLToPath(new URL('../packages/cli/dist/main.cjs', import.meta.url));

/** Source code as a project has it: words, numbers, digests; every hundredth commit adds an image. */
const WORDS =
  'make take token back value key name the model of load case steel member line node return const await'.split(
    ' ',
  );
const pick = (list, at) => list[(at * 2_654_435_761) % list.length];
function line(seed) {
  if (seed % 17 === 0) return `  "integrity": "sha512-${randomBytes(48).toString('base64')}",`;
  if (seed % 13 === 0) return `// ${randomBytes(20).toString('hex')}`;
  return `  ${Array.from({ length: 9 }, (_, at) => pick(WORDS, seed + 7 * at + 1)).join(' ')} = ${seed};`;
}

function history() {
  const texts = Array.from({ length: FILES }, (_, file) =>
    Array.from({ length: LINES }, (_, at) => line(file * LINES + at)),
  );
  const chunks = [];
  const data = (bytes) => chunks.push(`data ${bytes.length}\n`, bytes, '\n');
  for (let commit = 1; commit <= COMMITS; commit += 1) {
    const file = (commit * 7919) % FILES;
    texts[file][commit % LINES] = line(commit);
    chunks.push(
      `commit refs/heads/main\nmark :${commit}\ncommitter A <a@example.org> ${1_700_000_000 + commit} +0000\n`,
    );
    data(Buffer.from(`Change ${commit}\n`));
    if (commit > 1) chunks.push(`from :${commit - 1}\n`);
    chunks.push(`M 100644 inline src/room${file % 20}/file${file}.ts\n`);
    data(Buffer.from(`${texts[file].join('\n')}\n`));
    if (commit % 100 !== 0) continue;
    chunks.push(`M 100644 inline images/image${commit}.png\n`);
    data(randomBytes(20_000));
  }
  return Buffer.concat(chunks.map((chunk) => Buffer.from(chunk)));
}

function run(command, cwd) {
  const script = `TIMEFORMAT='cpu %U %S %R'; time { ${command}; }`;
  const { stderr, status } = spawnSync('bash', ['-c', script], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, HOME: cwd },
  });
  if (status !== 0) throw new Error(stderr);
  const [, user, system, wall] = /cpu ([\d.]+) ([\d.]+) ([\d.]+)/.exec(stderr).map(Number);
  const rss = Number(/rss (\d+)/.exec(stderr)?.[1] ?? 0) / 1024;
  return { cpu: user + system, wall, rss };
}

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const folder = mkdtempSync(join(tmpdir(), 'dlubal-bench-scan-'));
export const rows = [];
try {
  const made = (args, input) => {
    const { status, stderr } = spawnSync('git', args, { cwd: folder, input });
    if (status !== 0) throw new Error(String(stderr));
  };
  made(['init', '-q']);
  made(['fast-import', '--quiet'], history());
  made(['repack', '-adq']);
  const report = `process.on('exit', () => console.error('rss ' + process.resourceUsage().maxRSS)); process.argv.splice(1, 0, ${JSON.stringify(CLI)}); require(${JSON.stringify(CLI)}).start?.();`;
  const scan = `"${process.execPath}" -e ${JSON.stringify(report).replaceAll('$', '\\$')} scan --history >/dev/null`;
  const floor =
    'git rev-list --objects --all | git cat-file --batch="%(objectname) %(objecttype) %(objectsize) %(rest)" --buffer >/dev/null';
  const rounds = Array.from({ length: ROUNDS }, () => ({
    scan: run(scan, folder),
    floor: run(floor, folder),
  }));
  const middle = (side, what) => median(rounds.map((round) => round[side][what]));
  const compared = (name, of, what) => ({
    name,
    of,
    against: 'git alone',
    ours: median(rounds.map(({ scan, floor }) => scan[what] / floor[what])),
    detail: `${middle('scan', what).toFixed(2)} and ${middle('floor', what).toFixed(2)} s`,
  });
  const commits = `${COMMITS.toLocaleString('en')} commits`;
  rows.push(compared(commits, 'processor time', 'cpu'), compared(`${commits}, to wait`, 'time', 'wall'));
  rows.push({ name: commits, of: 'memory', ours: middle('scan', 'rss'), unit: 'MB' });
} finally {
  rmSync(folder, { recursive: true });
}

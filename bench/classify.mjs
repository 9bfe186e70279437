/**
 * `classifyError` on logs of 10 MB and 1 MB: `npm run bench -- classify`. In CPU time, since other programs on the machine do not count.
 * The second figure is the time per byte of the large log, as a multiple of that of the small one (1: linear).
 */
import { classifyError } from '../packages/auth-core/dist/index.js';

export const about =
  '`classifyError` on logs of 10 MB, and the time per byte of 10 MB against that of 1 MB (1: linear), both by processor time.';

const ROUNDS = 7;
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const STEP = '2026-11-24T10:11:12.1234567Z   compiling module 17 of the project, 12 files, done in 97 ms\n';
const ACCESS = '10.0.0.1 - - "GET /api/v1/models HTTP/1.1" 200 connection message 12\n';
const FAILURE = 'Error: 14 UNAVAILABLE: read ECONNRESET\n    at callErrorFromStatus (call.js:32:19)\n';

const RECORD = '{"level":"info","message":"compiling module 17, 12 files, connection kept","ms":97},';

const LOGS = {
  'a build without a failure': (bytes) => STEP.repeat(bytes / STEP.length),
  'a build that fails at its end': (bytes) => STEP.repeat(bytes / STEP.length) + FAILURE,
  'a web server': (bytes) => ACCESS.repeat(bytes / ACCESS.length),
  'a build that fails all the time': (bytes) => FAILURE.repeat(bytes / FAILURE.length),
  'lines of JSON': (bytes) => `${`${RECORD}\n`.repeat(bytes / RECORD.length)}${JSON.stringify(FAILURE)}`,
  'one line of JSON': (bytes) => `[${RECORD.repeat(bytes / RECORD.length)}${JSON.stringify(FAILURE)}]`,
};

function megabytesPerSecond(log) {
  const before = process.cpuUsage();
  classifyError(log);
  const { user, system } = process.cpuUsage(before);
  return log.length / (user + system);
}

export const rows = Object.entries(LOGS).flatMap(([name, make]) => {
  const [small, large] = [make(1_000_000), make(10_000_000)];
  megabytesPerSecond(small);
  const speeds = Array.from({ length: ROUNDS }, () => [megabytesPerSecond(small), megabytesPerSecond(large)]);
  const [ofSmall, ofLarge] = [0, 1].map((column) => median(speeds.map((row) => row[column])));
  return [
    { name, of: 'speed', ours: ofLarge, unit: 'MB/s' },
    { name, of: 'processor time', against: 'a tenth of it, per byte', ours: ofSmall / ofLarge },
  ];
});

/**
 * What a small authenticated call costs next to bare grpc-js with prebuilt metadata: `npm run bench -- call-overhead`.
 *
 * Both sides call the same server in this process, with the same codec, in turns of some hundred calls, so that a disturbance
 * hits both. The deadline that this package sets on every call is part of its side; "bare, deadline" has one too. Others
 * that send the key take part: grpc-js with an interceptor, nice-grpc, connect.
 */
import { createClient } from '../packages/node-client/dist/index.js';
import { bareCaller } from './peers/bare-caller.mjs';
import { BYTES_SERVICE, bytesServer, PATH } from './peers/bytes-service.mjs';
import { callersOfOthers } from './peers/grpc-callers.mjs';

export const about =
  'A small authenticated call of our client next to bare grpc-js with its metadata made once, and next to other ways to send the key. The deadline that our client sets on every call is part of its side.';

const ROUNDS = 31;
const question = Buffer.alloc(0);
const answer = Buffer.from('0a045246454d10031a002209362e31302e30303032', 'hex');
const key = `ak-${'0'.repeat(48)}`;

const { server, port } = await bytesServer(answer);

const bare = bareCaller(port, key);
const ours = await createClient(BYTES_SERVICE, { apiKeyValue: key, port });
const others = callersOfOthers(port, PATH, bare.headers, BYTES_SERVICE);

const SIDES = {
  bare: () => bare.call(question),
  'bare, deadline': () => bare.call(question, { deadline: Date.now() + 60_000 }),
  'dlubal-kit': () => ours.getApplicationInfo(question),
  ...Object.fromEntries(Object.entries(others).map(([name, { call }]) => [name, call])),
};

/** Time and processor time of one call, in microseconds; the server's share is in both sides. */
async function measure(call, calls, inFlight) {
  let left = calls;
  const worker = async () => {
    while (left-- > 0) await call();
  };
  const start = process.hrtime.bigint();
  const used = process.cpuUsage();
  await Promise.all(Array.from({ length: inFlight }, worker));
  const { user, system } = process.cpuUsage(used);
  return { time: Number(process.hrtime.bigint() - start) / 1_000 / calls, cpu: (user + system) / calls };
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
const names = Object.keys(SIDES);
export const rows = [];
for (const call of Object.values(SIDES)) await measure(call, 2_000, 16);

for (const inFlight of [1, 16, 128]) {
  const calls = inFlight === 1 ? 300 : 1_280;
  const runs = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const turn of names.keys()) {
      const name = names[(turn + round) % names.length];
      runs[name].push(await measure(SIDES[name], calls, inFlight));
    }
  }
  const ratio = (name, what) => median(runs.bare.map((bare, round) => bare[what] / runs[name][round][what]));
  const time = (name) => median(runs[name].map((run) => run.time)).toFixed(1);
  rows.push({
    name: `${inFlight} in flight`,
    of: 'speed',
    against: 'bare grpc-js',
    ours: ratio('dlubal-kit', 'time'),
    others: {
      'grpc-js with a deadline': ratio('bare, deadline', 'time'),
      ...Object.fromEntries(Object.keys(others).map((name) => [name, ratio(name, 'time')])),
    },
    detail: `${time('dlubal-kit')} and ${time('bare')} µs a call, by processor time ${ratio('dlubal-kit', 'cpu').toFixed(3)} ×`,
  });
}
bare.close();
for (const { close } of Object.values(others)) close();
await ours.close();
server.forceShutdown();

/**
 * `npm run bench -- compression`. Both clients call the same server in this process, in turns, so its share is in both sides. The lists of objects show from
 * which size gzip is worth its time: `WORTH_GZIP` in the client's compression.ts.
 */
import { gzipSync } from 'node:zlib';
import { createClient } from '../packages/node-client/dist/index.js';
import { bareCaller } from './peers/bare-caller.mjs';
import { BYTES_SERVICE, bytesServer } from './peers/bytes-service.mjs';
import { modelObjects } from './peers/model-objects.mjs';

export const about =
  'Our client next to grpc-js configured as the official Python client is, with gzip on every request. Ours compresses nothing on loopback unless it is asked to. Then what gzip costs and saves for lists of objects.';

/** grpc-js's number for gzip: https://github.com/grpc/grpc-node/tree/master/packages/grpc-js#supported-channel-options */
const GZIP = 2;
const IN_FLIGHT = 16;
const answer = Buffer.from('0a045246454d10031a002209362e31302e30303032', 'hex');
const key = `ak-${'0'.repeat(48)}`;

const { server, port } = await bytesServer(answer);
const official = bareCaller(port, key, { 'grpc.default_compression_algorithm': GZIP });
const ours = await createClient(BYTES_SERVICE, { apiKeyValue: key, port });
const gzipped = await createClient(BYTES_SERVICE, { apiKeyValue: key, port, compression: 'gzip' });

const SIDES = {
  official: official.call,
  ours: (question) => ours.getApplicationInfo(question),
  gzipped: (question) => gzipped.getApplicationInfo(question),
};
const small = Buffer.alloc(32, 'model');
const large = modelObjects(1_000_000);
const CALLS = {
  'a small call': { side: 'ours', question: small, calls: 640, rounds: 21 },
  'a request of 1 MB': { side: 'ours', question: large, calls: 32, rounds: 11 },
  'a request of 1 MB, gzipped as well': { side: 'gzipped', question: large, calls: 32, rounds: 11 },
};

async function microseconds(call, question, calls) {
  let left = calls;
  const worker = async () => {
    while (left-- > 0) await call(question);
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
  return ((performance.now() - start) * 1_000) / calls;
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
export const rows = [];
for (const [name, { side, question, calls, rounds }] of Object.entries(CALLS)) {
  const compared = [SIDES.official, SIDES[side]];
  const took = compared.map(() => []);
  for (const call of compared) await microseconds(call, question, calls);
  for (let round = 0; round < rounds; round += 1)
    for (const [at, call] of compared.entries()) took[at].push(await microseconds(call, question, calls));
  const [official, own] = took;
  rows.push({
    name,
    of: 'speed',
    against: 'grpc-js with gzip on every request',
    ours: median(official.map((time, round) => time / own[round])),
    detail: `${median(own).toFixed(0)} and ${median(official).toFixed(0)} µs`,
  });
}
official.close();
await ours.close();
await gzipped.close();
server.forceShutdown();

for (const size of [80, 1_000, 4_000, 8_000, 16_000, 32_000, 160_000, 1_000_000, 10_000_000]) {
  const message = modelObjects(size);
  const rounds = Math.ceil(20_000_000 / (message.length + 20_000));
  const small = gzipSync(message);
  const used = process.cpuUsage();
  for (let round = 0; round < rounds; round += 1) gzipSync(message);
  const { user, system } = process.cpuUsage(used);
  const saved = (megabits) => (((message.length - small.length) * 8) / megabits).toFixed(0);
  rows.push({
    name: `gzip of ${message.length} bytes`,
    of: 'processor time',
    ours: (user + system) / rounds,
    unit: 'µs',
    detail: `${(small.length / message.length).toFixed(2)} of its size, saves ${saved(100)} µs at 100 Mbit/s, ${saved(1_000)} µs at 1 Gbit/s`,
  });
}

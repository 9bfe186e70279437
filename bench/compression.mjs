/**
 * The size from which gzip is worth its time: `npm run bench -- compression`. Gives, for lists of objects as a model has them, how much processor time gzip
 * takes and how long the bytes that it saves would have taken on a line. The figure is `WORTH_GZIP` in compression.ts.
 */
import { gzipSync } from 'node:zlib';

const typeUrl = Buffer.from('\n\x60\n*type.googleapis.com/dlubal.api.rfem.structure_core.Node');

/** Encoded objects: a repeated type name, and coordinates that do not repeat. */
function objects(count) {
  return Buffer.concat(
    Array.from({ length: count }, (_, no) => {
      const fields = Buffer.alloc(20);
      fields.writeDoubleLE(Math.random() * 100, 0);
      fields.writeDoubleLE(Math.random() * 10, 8);
      fields.writeInt32LE(no, 16);
      return Buffer.concat([typeUrl, fields]);
    }),
  );
}

export const rows = [];
for (const count of [1, 12, 50, 100, 200, 400, 2_000, 12_000, 120_000]) {
  const message = objects(count);
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

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { clientFor } from '../../test/call.js';
import { startMockServer } from '../index.js';
import { matchers } from '../matchers/matcher-table.js';
import { loadProto } from './load-proto.js';

const folder = mkdtempSync(join(tmpdir(), 'filters-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'shop.proto');
writeFileSync(
  file,
  `syntax = "proto3"; package shop; enum Size { SMALL = 0; LARGE = 1; }
   message Order { string name = 1; int64 count = 2; Size size = 3; bytes raw = 4; float share = 5; }
   service Shop { rpc Buy(Order) returns (Order); }`,
);
const shop = (await loadProto(file))['shop.Shop'] ?? {};
const server = await startMockServer({ services: [shop] });
server.addService(shop, { Buy: (order: object) => order } as never);
const app = clientFor(server.address, { key: server.keys.project_1.reveal() });
afterAll(async () => {
  app[Symbol.dispose]();
  await server.stop();
});
const order = { name: 'tower', count: '5', size: 'LARGE', raw: Uint8Array.of(1), share: 0.1 };
await app.raw('/shop.Shop/Buy', shop.Buy?.responseSerialize(order as never));

const held = (request: object): boolean =>
  matchers.toHaveReceivedCall.call({ isNot: false } as never, server, 'Buy', { request }).pass;

test.for([
  [{ count: 5 }, true],
  [{ count: 5n }, true],
  [{ count: '5' }, true],
  [{ count: 6 }, false],
  [{ size: 1 }, true],
  [{ size: 'LARGE' }, true],
  [{ size: 'SMALL' }, false],
  [{ share: 0.1 }, true],
  [{ raw: Uint8Array.of(1) }, true],
  [{ raw: Uint8Array.of(2) }, false],
  [{ name: expect.stringMatching('^tow') }, true],
  [{ name: expect.any(Number) }, false],
] as const)('a filter finds a call of a loaded service by %o: %s', ([request, found]) => {
  expect(held(request)).toBe(found);
});

test.for([
  [{ nme: 'x' }, 'nme is not a field. Did you mean "name"?'],
  [{ size: 'LARG' }, 'size is not a name of shop.Size. Did you mean "LARGE"?'],
  [{ count: 'five' }, 'count is a string. Give a whole number'],
  [{ name: { matches: 'x' } }, 'name is an object.'],
] as const)('a filter that no request can fit is refused: %o', ([request, says]) => {
  expect(() => held(request)).toThrow(says);
});

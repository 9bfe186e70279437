import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { clientFor } from '../../test/call.js';
import { loadProto, type MockServer, startMockServer } from '../index.js';
import { type ParseScenarioOptions, parseScenario } from './parse-scenario.js';
import { stageScenario } from './stage-scenario.js';

const folder = mkdtempSync(join(tmpdir(), 'services-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'shop.proto');
writeFileSync(
  file,
  `syntax = "proto3"; package shop; import "google/protobuf/timestamp.proto";
   enum Size { SMALL = 0; LARGE = 1; }
   message Order { string name = 1; int64 count = 2; Size size = 3; bytes raw = 4; map<string, int32> parts = 5; Buyer buyer = 6; google.protobuf.Timestamp at = 7; }
   message Buyer { string full_name = 1; }
   service Shop { rpc Buy(Order) returns (Order); rpc Watch(Order) returns (stream Order); }`,
);
const services = await loadProto(file);
const shop = services['shop.Shop'];

async function serverOf(handlers: string, options: ParseScenarioOptions = { services }): Promise<MockServer> {
  const parsed = parseScenario(`version: 1\nkeys: { ci: {} }\nhandlers:\n${handlers}`, options);
  if (parsed.kind === 'problems') throw new Error(parsed.problems.map(({ message }) => message).join('\n'));
  return startMockServer(parsed.scenario.options);
}

/** Calls a method of the shop, its messages as plain objects. */
async function buy(server: MockServer, order: object): Promise<unknown> {
  using app = clientFor(server.address, { key: server.key('ci').reveal() });
  const request = shop?.Buy?.responseSerialize(order as never) ?? Buffer.alloc(0);
  return shop?.Buy?.requestDeserialize(await app.raw('/shop.Shop/Buy', request));
}

const matching: [title: string, when: string, order: object, fits: boolean][] = [
  ['a name in either case', '{ buyer: { full_name: A } }', { buyer: { fullName: 'A' } }, true],
  ['a name in camelCase', '{ buyer: { fullName: A } }', { buyer: { fullName: 'B' } }, false],
  ['a long number', '{ count: 5 }', { count: '5' }, true],
  ['a long number as text', "{ count: '9007199254740993' }", { count: '9007199254740993' }, true],
  ['an enum by name', '{ size: LARGE }', { size: 'LARGE' }, true],
  ['an enum by number', '{ size: 1 }', { size: 'LARGE' }, true],
  ['another enum', '{ size: SMALL }', { size: 'LARGE' }, false],
  ['bytes', '{ raw: AAE= }', { raw: Uint8Array.of(0, 1) }, true],
  ['a part of bytes', '{ raw: AA== }', { raw: Uint8Array.of(0, 1) }, false],
  ['an entry of a map', '{ parts: { a: 1 } }', { parts: { a: 1, b: 2 } }, true],
  ['a default', "{ name: '' }", {}, true],
  ['a regular expression', '{ name: { matches: "^t.w" } }', { name: 'tower' }, true],
  ['a part of a name', '{ buyer: { full_name: { contains: B } } }', { buyer: { fullName: 'AB' } }, true],
  ['one of some long numbers', '{ count: { oneOf: [4, "5"] } }', { count: '5' }, true],
  ['none of some enums', '{ size: { oneOf: [SMALL] } }', { size: 'LARGE' }, false],
  ['one of some enums, by number', '{ size: { oneOf: [1] } }', { size: 'LARGE' }, true],
  ['a part of bytes as a pattern', '{ raw: { contains: AQ== } }', { raw: Uint8Array.of(0, 1) }, true],
  ['an entry of a map by a pattern', '{ parts: { a: { oneOf: [1, 2] } } }', { parts: { a: 2 } }, true],
  ['an entry that is called as a pattern is', '{ parts: { contains: 1 } }', { parts: { contains: 1 } }, true],
  ['a time as its text', '{ at: { matches: "^2026-" } }', { at: '2026-01-02T03:04:05Z' }, true],
];

test.for(matching)('a handler of another service matches %s: %s', async ([, when, order, fits]) => {
  await using server = await serverOf(
    `  - { service: shop.Shop, method: Buy, when: { request: ${when} }, reply: { name: fits } }\n  - { service: shop.Shop, method: Buy, reply: { name: not } }`,
  );
  expect(await buy(server, order)).toMatchObject({ name: fits ? 'fits' : 'not' });
});

test('a reply of another service has every kind of field', async () => {
  await using server = await serverOf(
    "  - { service: shop.Shop, method: Buy, reply: { name: ü, count: '9007199254740993', size: LARGE, raw: AAE=, parts: { a: 1 }, buyer: { full_name: B }, at: '2026-01-02T03:04:05Z' } }",
  );
  expect(await buy(server, {})).toEqual({
    name: 'ü',
    count: '9007199254740993',
    size: 'LARGE',
    raw: Uint8Array.of(0, 1),
    parts: { a: 1 },
    buyer: { fullName: 'B' },
    at: '2026-01-02T03:04:05Z',
  });
});

const echoes: [template: string, order: object, name: string][] = [
  ['{{ request.name }}', { name: 'tower' }, 'tower'],
  ['{{request.name}}!', { name: 'tower' }, 'tower!'],
  ['{{ request.buyer.full_name }} and {{ request.buyer.fullName }}', { buyer: { fullName: 'B' } }, 'B and B'],
  ['{{ request.count }} x', { count: '7' }, '7 x'],
  ['{{ request.buyer.full_name }} is absent', {}, ' is absent'],
  ['{{ other.name }} {{x}}', { name: 'tower' }, '{{ other.name }} {{x}}'],
];

test.for(echoes)('the reply %j echoes %j as %j', async ([template, order, name]) => {
  await using server = await serverOf(
    `  - { service: shop.Shop, method: Buy, reply: { name: '${template}' } }`,
  );
  expect(await buy(server, order)).toMatchObject({ name });
});

test('a reply of RFEM echoes its request, in a sequence too', async () => {
  await using server = await serverOf(
    "  - { method: create_model, sequence: [{ reply: { guid: 'id of {{ request.name }}' } }, { reply: { guid: two } }] }",
  );
  using app = clientFor(server.address, { key: server.key('ci').reveal() });
  expect(await app.call('createModel', { name: '{{ request.name }}' })).toEqual({
    guid: 'id of {{ request.name }}',
  });
  expect(await app.call('createModel', { name: 'b' })).toEqual({ guid: 'two' });
});

test('bytes answer a method that nothing describes, of RFEM and of any service', async () => {
  await using server = await serverOf(
    '  - { method: get_results_impl, bytes: CAE= }\n  - { service: un.Known, method: Do, bytes: CAI= }\n  - { service: un.Known, method: Fail, error: { status: NOT_FOUND } }\n  - { method: get_model_list, bytes: "" }',
    {},
  );
  using app = clientFor(server.address, { key: server.key('ci').reveal() });
  expect([...(await app.raw('/dlubal.api.rfem.Application/get_results_impl'))]).toEqual([8, 1]);
  expect([...(await app.raw('/un.Known/Do', Buffer.from([1, 2])))]).toEqual([8, 2]);
  await expect(app.raw('/un.Known/Fail')).rejects.toMatchObject({ code: 5 });
  expect(await app.call('getModelList')).toEqual({ modelInfo: [] });
  expect(server.requests.map(({ method, outcome, billed }) => [method, outcome, billed])).toEqual([
    ['get_results_impl', 'answered', true],
    ['Do', 'answered', true],
    ['Fail', 'answered', true],
    ['get_model_list', 'answered', true],
  ]);
});

test('a stream of another service is one message of a file', async () => {
  await using server = await serverOf('  - { service: shop.Shop, method: Watch, reply: { name: one } }');
  using app = clientFor(server.address, { key: server.key('ci').reveal() });
  expect(shop?.Watch?.requestDeserialize(await app.raw('/shop.Shop/Watch'))).toMatchObject({ name: 'one' });
});

test('RSTAB is a copy of RFEM under its own name, with handlers of its own', async () => {
  await using server = await serverOf(
    '  - { service: dlubal.api.rstab.Application, method: get_model_list, reply: { modelInfo: [{ name: rstab }] } }\n  - { method: get_model_list, reply: { modelInfo: [{ name: both }] } }',
  );
  using app = clientFor(server.address, { key: server.key('ci').reveal() });
  const list = async (name: string): Promise<string> =>
    (await app.raw(`/dlubal.api.${name}.Application/get_model_list`)).toString();
  expect(await list('rstab')).toContain('rstab');
  expect(await list('rfem')).toContain('both');
  await expect(list('rsection')).rejects.toMatchObject({
    code: 12,
    details: expect.stringContaining('--application'),
  });
  const info = await app.raw('/dlubal.api.rstab.Application/get_application_info');
  expect(info.toString()).toContain('RSTAB');
});

const wrong: [title: string, handler: string, words: string][] = [
  [
    'an unknown service',
    '{ service: shop.Shopp, method: Buy, reply: {} }',
    'Did you mean shop.Shop? Give its file with --proto FILE',
  ],
  ['an unknown method', '{ service: shop.Shop, method: buy, reply: {} }', 'Its methods are Buy, Watch.'],
  ['an unknown field of a reply', '{ service: shop.Shop, method: Buy, reply: { nme: x } }', 'nme'],
  ['a wrong type in a reply', '{ service: shop.Shop, method: Buy, reply: { count: [] } }', 'count'],
  [
    'an unknown field of a request',
    '{ service: shop.Shop, method: Buy, when: { request: { nme: x } }, reply: {} }',
    'Did you mean "name"?',
  ],
  [
    'an echo of an unknown field',
    "{ service: shop.Shop, method: Buy, reply: { name: '{{ request.nme }}' } }",
    'Did you mean "name"?',
  ],
  [
    'an echo of an unknown field of RFEM',
    "{ method: create_model, reply: { guid: '{{ request.nme }}' } }",
    'has no field "nme"',
  ],
  [
    'an unknown enum in a request',
    '{ service: shop.Shop, method: Buy, when: { request: { size: LARG } }, reply: {} }',
    'size is not a name of shop.Size. Did you mean "LARGE"?',
  ],
  [
    'an unknown enum in a pattern',
    '{ service: shop.Shop, method: Buy, when: { request: { size: { oneOf: [LARG] } } }, reply: {} }',
    'size is not a name of shop.Size. Did you mean "LARGE"?',
  ],
  [
    'an unknown pattern',
    '{ service: shop.Shop, method: Buy, when: { request: { name: { match: x } } }, reply: {} }',
    'Did you mean "matches"?',
  ],
  [
    'a pattern that the field cannot have',
    '{ service: shop.Shop, method: Buy, when: { request: { count: { matches: x } } }, reply: {} }',
    'The pattern of count has matches. Give one of oneOf, or the value itself.',
  ],
  [
    'a request of which nothing is known',
    '{ service: un.Known, method: Do, when: { request: { name: x } }, bytes: "" }',
    'nothing is known of the fields of this request',
  ],
  ['bytes that are not base64', '{ service: un.Known, method: Do, bytes: "?" }', 'not base64'],
  ['bytes and a reply', '{ method: create_model, bytes: "", reply: {} }', 'exclude each other'],
  ['a misspelt method of RFEM', '{ method: create_modell, reply: {} }', 'did you mean `create_model`?'],
  [
    'a misspelt application',
    '{ service: dlubal.api.rstap.Application, method: create_model, reply: {} }',
    'Did you mean dlubal.api.rstab.Application?',
  ],
];

test.for(wrong)('%s is refused with what to do', ([, handler, words]) => {
  const parsed = parseScenario(`version: 1\nhandlers:\n  - ${handler}`, { services });
  const said = parsed.kind === 'problems' ? parsed.problems.map(({ message }) => message).join('\n') : '';
  expect(said).toContain(words);
  expect(parsed).toMatchObject({ problems: [{ line: 3 }] });
});

const struck: [fault: string, order: object, code: number][] = [
  ['when: { service: shop.Shop, method: Buy }', {}, 14],
  ['when: { service: shop.Shop, method: Buy, request: { size: LARGE } }', { size: 'LARGE' }, 14],
  ['when: { service: shop.Shop, method: Buy, request: { size: LARGE } }', {}, 0],
  ['when: { service: shop.Shop, method: Buy, request: { name: { matches: "^t" } } }', { name: 'tower' }, 14],
  ['when: { service: shop.Shop, method: Buy, request: { name: { matches: "^t" } } }', { name: 'bridge' }, 0],
  ['when: { service: shop.Shop, method: Watch }', {}, 0],
  ['when: { service: un.Known, method: Do }', {}, 0],
  ['when: { key: ci }', {}, 14],
];

test.for(struck)('a fault of another service strikes %s: %j', async ([when, order, code]) => {
  const text = `version: 1\nkeys: { ci: {} }\nfaults: [{ name: http-page, httpStatus: 503, ${when} }]\nhandlers:\n  - { service: shop.Shop, method: Buy, reply: {} }\n  - { service: un.Known, method: Do, bytes: "" }`;
  const parsed = parseScenario(text, { services });
  if (parsed.kind === 'problems') throw new Error(parsed.problems.map(({ message }) => message).join('\n'));
  await using server = await startMockServer(parsed.scenario.options);
  stageScenario(server, parsed.scenario);
  expect(
    await buy(server, order).then(
      () => 0,
      (thing: { code: number }) => thing.code,
    ),
  ).toBe(code);
});

test.for([
  ['{ method: create_modell }', 'did you mean `create_model`?'],
  ['{ service: shop.Shop, method: Sell }', 'Its methods are Buy, Watch.'],
  ['{ service: un.Known, method: Do }', 'Nothing is known of the service un.Known.'],
  ['{ service: shop.Shop }', 'a service needs a method'],
  ['{ request: { name: x } }', 'Give the method too.'],
  ['{ method: create_model, request: { nme: x } }', 'unknown field `nme`: did you mean `name`?'],
])('a fault for %s is refused with what to do', ([when, words]) => {
  const parsed = parseScenario(`version: 1\nfaults: [{ name: latency, when: ${when} }]`, { services });
  const said = parsed.kind === 'problems' ? parsed.problems.map(({ message }) => message).join('\n') : '';
  expect(said).toContain(words);
});

import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { describe, expect, test } from 'vitest';
import { clientFor } from '../../test/call.js';
import { startMockServer } from '../index.js';
import { parseScenario } from '../scenario/parse-scenario.js';

const MODELS = { objects: [{ modelId: { guid: 'a' } }, { modelId: { guid: 'b' } }] };

const matching: [method: string, when: string, request: object, fits: boolean][] = [
  ['create_model', '{ name: { matches: "^tow" } }', { name: 'tower' }, true],
  ['create_model', '{ name: { matches: "^ow" } }', { name: 'tower' }, false],
  ['create_model', '{ name: { matches: "(?i)TOWER" } }', { name: 'tower' }, true],
  ['create_model', '{ name: { matches: "^$" } }', {}, true],
  ['create_model', '{ templatePath: { matches: "." } }', {}, false],
  ['create_model', '{ name: { contains: owe } }', { name: 'tower' }, true],
  ['create_model', '{ name: { contains: OWE } }', { name: 'tower' }, false],
  ['create_model', '{ name: { oneOf: [bridge, tower] } }', { name: 'tower' }, true],
  ['create_model', '{ name: { oneOf: [bridge] } }', { name: 'tower' }, false],
  ['close_model', '{ modelId: { guid: { contains: "-" } } }', { modelId: { guid: 'g-1' } }, true],
  ['close_model', '{ modelId: { guid: { contains: "-" } } }', {}, false],
  ['close_model', '{ saveChanges: { oneOf: [true] } }', { saveChanges: true }, true],
  ['plausibility_check', '{ type: PLAUSIBILITY_CHECK_CALCULATION }', { type: 2 }, true],
  ['plausibility_check', '{ type: PLAUSIBILITY_CHECK_CALCULATION }', { type: 1 }, false],
  ['plausibility_check', '{ type: 7 }', { type: 7 }, true],
  ['plausibility_check', '{ type: { oneOf: [PLAUSIBILITY_CHECK_CALCULATION, 3] } }', { type: 2 }, true],
  ['plausibility_check', '{ type: { oneOf: [PLAUSIBILITY_CHECK_CALCULATION, 3] } }', { type: 1 }, false],
  ['get_object_id_list', '{ objectType: { oneOf: [5, 6] } }', { objectType: 6 }, true],
  [
    'get_object_impl',
    '{ object: { value: { contains: Ag== } } }',
    { object: { value: Uint8Array.of(1, 2, 3) } },
    true,
  ],
  [
    'get_object_impl',
    '{ object: { value: { contains: BQ== } } }',
    { object: { value: Uint8Array.of(1, 2, 3) } },
    false,
  ],
  [
    'get_object_impl',
    '{ object: { value: { oneOf: [BQ==, AQID] } } }',
    { object: { value: Uint8Array.of(1, 2, 3) } },
    true,
  ],
  ['get_object_list_impl', '{ objects: { contains: { modelId: { guid: b } } } }', MODELS, true],
  [
    'get_object_list_impl',
    '{ objects: { contains: { modelId: { guid: { matches: "^[bc]$" } } } } }',
    MODELS,
    true,
  ],
  ['get_object_list_impl', '{ objects: { contains: { modelId: { guid: c } } } }', MODELS, false],
  ['get_object_list_impl', '{ objects: [{ modelId: { guid: a } }, {}] }', MODELS, true],
];

describe('a handler answers', () => {
  test.for(matching)('%s when the request is %s', async ([method, when, request, fits]) => {
    const text = `version: 1\nhandlers:\n  - { method: ${method}, when: { request: ${when} }, error: { status: ABORTED } }\n  - { method: ${method}, error: { status: NOT_FOUND } }`;
    const parsed = parseScenario(text);
    if (parsed.kind === 'problems') throw new Error(JSON.stringify(parsed.problems));
    await using server = await startMockServer(parsed.scenario.options);
    using app = clientFor(server.address, { key: server.key('project_1').reveal() });
    const name = method.replace(/_(\w)/g, (_all, letter: string) => letter.toUpperCase());
    const said = await app.call(name as 'createModel', request).catch(({ code }) => code);
    expect(said).toBe(fits ? 10 : 5);
  });
});

test('headers take patterns too, by one value of a repeated one', async () => {
  const parsed = parseScenario(
    'version: 1\nhandlers:\n  - { method: get_model_list, when: { headers: { X-Run: { matches: "^[0-9]+$" } } }, error: { status: ABORTED } }\n  - { method: get_model_list, reply: {} }',
  );
  if (parsed.kind === 'problems') throw new Error(JSON.stringify(parsed.problems));
  await using server = await startMockServer(parsed.scenario.options);
  const key = server.key('project_1').reveal();
  using seven = clientFor(server.address, { key, headers: { 'x-run': '7' } });
  using word = clientFor(server.address, { key, headers: { 'x-run': 'seven' } });
  await expect(seven.call('getModelList')).rejects.toMatchObject({ code: 10 });
  expect(await word.call('getModelList')).toEqual({ modelInfo: [] });
});

const at = 'handlers[0].when.request';
const refused: [method: string, when: string, problem: string][] = [
  [
    'create_model',
    '{ name: { match: x } }',
    `${at}.name.match: unknown field \`match\`: did you mean \`matches\`?`,
  ],
  ['create_model', '{ name: {} }', `${at}.name: one of matches, contains, oneOf is missing here.`],
  [
    'create_model',
    '{ name: { matches: a, contains: b } }',
    `${at}.name: matches and contains exclude each other. Keep one of them.`,
  ],
  [
    'create_model',
    '{ name: { matches: 5 } }',
    `${at}.name.matches: this is a whole number. Give a text, in quotes where it looks like a number.`,
  ],
  ['create_model', '{ name: { oneOf: [] } }', `${at}.name.oneOf: this list is too short. Give 1 or more.`],
  [
    'create_model',
    '{ name: { oneOf: [1] } }',
    `${at}.name.oneOf[0]: this is a whole number. Give a text, in quotes where it looks like a number.`,
  ],
  [
    'create_model',
    '{ name: { contains: "" } }',
    'handlers[0]: The pattern of name asks for a part with nothing in it. Give the part that must be there.',
  ],
  [
    'create_model',
    '{ name: { matches: "(" } }',
    "handlers[0]: The regular expression of name cannot be used: missing closing ): `(`. Write it in RE2's syntax, which has no look-around and no back-references.",
  ],
  [
    'create_model',
    '{ name: { matches: "(?=a)" } }',
    "handlers[0]: The regular expression of name cannot be used: invalid or unsupported Perl syntax: `(?=`. Write it in RE2's syntax, which has no look-around and no back-references.",
  ],
  [
    'create_model',
    `{ name: { matches: "${'a'.repeat(501)}" } }`,
    'handlers[0]: The regular expression of name has more than 500 characters. Use shorter ones, or contains.',
  ],
  [
    'create_model',
    '{ name: { matches: "((a?){100}){100}" } }',
    "handlers[0]: The regular expression of name cannot be used: invalid repeat count: `{100}`. Write it in RE2's syntax, which has no look-around and no back-references.",
  ],
  [
    'plausibility_check',
    '{ type: PLAUSIBILITY_CHECK_MESH }',
    `${at}.type: \`PLAUSIBILITY_CHECK_MESH\` is not known: give one of PLAUSIBILITY_CHECK_UNSPECIFIED, PLAUSIBILITY_CHECK_MESH_GENERATOR, PLAUSIBILITY_CHECK_CALCULATION, PLAUSIBILITY_CHECK_PLAUSIBILITY_CHECK, PLAUSIBILITY_CHECK_PART_LIST.`,
  ],
  [
    'plausibility_check',
    '{ type: PLAUSIBILITY_CHECK_CALCULATON }',
    `${at}.type: \`PLAUSIBILITY_CHECK_CALCULATON\` is not known: did you mean \`PLAUSIBILITY_CHECK_CALCULATION\`?`,
  ],
  [
    'plausibility_check',
    '{ type: { matches: CALC } }',
    `${at}.type.matches: unknown field \`matches\`: there are oneOf.`,
  ],
  [
    'close_model',
    '{ modelId: { matches: x } }',
    `${at}.modelId.matches: unknown field \`matches\`: there are guid.`,
  ],
  [
    'get_object_list_impl',
    '{ objects: { oneOf: [] } }',
    `${at}.objects.oneOf: unknown field \`oneOf\`: there are contains.`,
  ],
];

describe('a pattern that is not one is refused', () => {
  test.for(refused)('%s: %s', ([method, when, problem]) => {
    const parsed = parseScenario(
      `version: 1\nhandlers: [{ method: ${method}, when: { request: ${when} }, error: { kind: internal } }]`,
    );
    const said =
      parsed.kind === 'problems' ? parsed.problems.map(({ path, message }) => `${path}: ${message}`) : [];
    expect(said).toContain(problem);
  });

  test('and no key of it is shown', () => {
    const key = madeKey();
    const parsed = parseScenario(
      `version: 1\nhandlers: [{ method: create_model, when: { request: { name: { matches: "(${key}" } } }, reply: {} }]`,
    );
    expect(parsed.kind).toBe('problems');
    expectNoKey(key, parsed);
  });
});

/** Each takes minutes or more where expressions are followed by trial and error. */
const HOSTILE = ['(a+)+$', '(a|a)*b', '(.*)*x', '^(([a-z])+.)+[A-Z]([a-z])+$', '(a?){50}a{50}b', '(a|aa)+$'];

test('no expression makes a call hang, however many there are', async () => {
  const handlers = Array.from({ length: 60 }, (_, index) => HOSTILE[index % HOSTILE.length]).map(
    (source) =>
      `  - { method: create_model, when: { request: { name: { matches: '${source}' } } }, error: { status: ABORTED } }`,
  );
  const parsed = parseScenario(
    `version: 1\nhandlers:\n${handlers.join('\n')}\n  - { method: create_model, reply: {} }`,
  );
  if (parsed.kind === 'problems') throw new Error(JSON.stringify(parsed.problems));
  await using server = await startMockServer(parsed.scenario.options);
  using app = clientFor(server.address, { key: server.key('project_1').reveal() });
  const begun = performance.now();
  expect(await app.call('createModel', { name: `${'a'.repeat(4_000)}!` })).toEqual({ guid: '' });
  expect(await app.call('createModel', { name: 'a'.repeat(1_000_000) })).toEqual({ guid: '' });
  expect(performance.now() - begun).toBeLessThan(20_000);
});

test('expressions are bounded together', () => {
  const handlers = Array.from(
    { length: 3_000 },
    () =>
      '  - { method: create_model, when: { request: { name: { matches: "(a{1,30}){1,30}" } } }, reply: {} }',
  );
  const parsed = parseScenario(`version: 1\nhandlers:\n${handlers.join('\n')}`);
  const [first] = parsed.kind === 'problems' ? parsed.problems : [];
  expect(first?.message).toBe(
    'The regular expression of name and those before it are too much work. Use shorter ones, or contains.',
  );
});

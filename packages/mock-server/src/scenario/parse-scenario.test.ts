import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clientFor } from '../../test/call.js';
import { startMockServer } from '../index.js';
import { parseScenario, type Scenario, type ScenarioFile } from '../scenario.js';

function scenarioOf(text: string, env: Record<string, string> = {}): Scenario {
  const parsed = parseScenario(text, { file: 's.yaml', env });
  if (parsed.kind === 'problems') throw new Error(JSON.stringify(parsed.problems, null, 2));
  return parsed.scenario;
}

/** Problems as `line:column path: message`. */
function problemsOf(source: string | Uint8Array, env: Record<string, string> = {}): string[] {
  const parsed = parseScenario(source, { env });
  if (parsed.kind === 'scenario') return [];
  return parsed.problems.map(({ line, column, path, message }) =>
    path === '' ? `${line}:${column} ${message}` : `${line}:${column} ${path}: ${message}`,
  );
}

const FULL = `
version: 1
keys:
  ci: { limit: 2 }
  stolen: { state: revoked }
  plain:
monthlyLimit: 1000
overage: true
billing: { key-refused: false }
clock: 2026-03-31T23:59:58Z
applicationInfo: { version: "6.11.0001" }
onUnmatchedCall: error
handlers:
  - method: get_model_list
    key: ci
    when: { headers: { x-run: "7" } }
    reply: { modelInfo: [{ name: tower, guid: g-1 }] }
    trailers: { x-note: seven }
  - method: create_model
    when: { request: { name: bridge } }
    sequence:
      - error: { status: UNAVAILABLE, details: busy }
      - reply: { guid: g-2 }
  - method: create_model
    once: true
    error: { kind: access-restricted }
  - method: get_object_impl
    reply: { object: { typeUrl: t, value: CAU= } }
  - method: calculate_all
    fault: { name: http-page, httpStatus: 429 }
`;

test('a scenario answers as it says', async () => {
  const { options } = scenarioOf(FULL);
  await using server = await startMockServer(options);
  expect(Object.keys(server.keys)).toEqual(['ci', 'stolen', 'plain']);
  expect(server.usage).toMatchObject({ limit: 1000, month: '2026-03' });
  const plain = server.key('plain').reveal();
  using seven = clientFor(server.address, { key: server.key('ci').reveal(), headers: { 'x-run': '7' } });
  using other = clientFor(server.address, { key: plain, headers: { 'x-run': '7' } });
  expect(await seven.call('getModelList')).toEqual({ modelInfo: [{ name: 'tower', guid: 'g-1' }] });
  await expect(other.call('getModelList')).rejects.toMatchObject({ code: 12 });
  const bridge = { name: 'bridge' };
  await expect(other.call('createModel', bridge)).rejects.toMatchObject({ code: 14, details: 'busy' });
  expect(await other.call('createModel', bridge)).toEqual({ guid: 'g-2' });
  expect(await other.call('createModel', bridge)).toEqual({ guid: 'g-2' });
  await expect(other.call('createModel', { name: 'x' })).rejects.toMatchObject({ code: 16 });
  await expect(other.call('createModel', { name: 'x' })).rejects.toMatchObject({ code: 12 });
  const { object } = await other.call('getObjectImpl');
  expect(object?.value).toEqual(Uint8Array.from([8, 5]));
  await expect(other.call('calculateAll')).rejects.toMatchObject({ code: 14 });
  expect(server.listHandlers()[0]).toMatchObject({ declaredAt: 's.yaml:14', method: 'get_model_list' });
});

test('JSON is read by the same reader', () => {
  const file: ScenarioFile = { version: 1, keys: { ci: { limit: 2 } } };
  expect(scenarioOf(JSON.stringify(file)).file).toEqual(file);
  expect(scenarioOf(`\uFEFF${JSON.stringify(file, null, '\t')}`).file).toEqual(file);
});

test('a delay is waited for by calls that fit, and by no others', async () => {
  const { options } = scenarioOf(`
version: 1
handlers:
  - { method: create_model, when: { request: { name: slow } }, delay: 200, reply: { guid: late } }
  - { method: create_model, reply: { guid: soon } }
`);
  await using server = await startMockServer(options);
  using app = clientFor(server.address, { key: server.key('project_1').reveal() });
  const times = await Promise.all(
    ['slow', 'quick'].map(async (name) => {
      const { guid } = await app.call('createModel', { name });
      return guid;
    }),
  );
  expect(times).toEqual(['late', 'soon']);
  const [slow, quick] = server.requests.map(({ durationMs }) => durationMs);
  expect(slow).toBeGreaterThan(190);
  expect(quick).toBeLessThan(150);
});

test('a key comes from the variable that the file names', () => {
  const key = madeKey();
  const { options, file } = scenarioOf(`version: 1\nkeys: { ci: { value: "\${CI_KEY}" } }`, { CI_KEY: key });
  expect(options.keys).toEqual({ ci: { value: key } });
  expectNoKey(key, file);
});

const handler = (text: string): string => `version: 1\nhandlers:\n  - ${text}\n`;

const bad: [title: string, text: string | Uint8Array, problems: string[]][] = [
  ['nothing', '', ['1:1 the file is empty. Begin with "version: 1".']],
  ['a comment alone', '# soon\n', ['1:1 the file is empty. Begin with "version: 1".']],
  ['no version', 'keys: {}', ['1:1 `version` is missing here.']],
  ['another version', 'version: 2', ['1:10 version: this is a whole number. Give 1.']],
  ['a list', '- a', ['1:1 this is a list. Give an object.']],
  [
    'an unknown field',
    handler('{ method: get_model_list, reponse: {} }'),
    [
      '3:5 handlers[0]: one of reply, bytes, error, fault, sequence is missing here.',
      '3:31 handlers[0].reponse: unknown field `reponse`: there are method, service, key, when, once, times, delay, reply, bytes, error, fault, headers, trailers, calls, sequence.',
    ],
  ],
  [
    'a field misspelt',
    'version: 1\nmonthlylimit: 3',
    ['2:1 monthlylimit: unknown field `monthlylimit`: did you mean `monthlyLimit`?'],
  ],
  [
    'a field of a message in the words of the .proto',
    handler('{ method: get_model_list, reply: { model_info: [] } }'),
    ['3:40 handlers[0].reply.model_info: unknown field `model_info`: did you mean `modelInfo`?'],
  ],
  [
    'a field that the request does not have',
    handler('{ method: create_model, when: { request: { nam: x } }, reply: {} }'),
    ['3:48 handlers[0].when.request.nam: unknown field `nam`: did you mean `name`?'],
  ],
  [
    'a method in the words of TypeScript',
    handler('{ method: getModelList, reply: {} }'),
    ['3:15 handlers[0].method: `getModelList` is not known: did you mean `get_model_list`?'],
  ],
  [
    'two answers in one',
    handler('{ method: get_model_list, reply: {}, error: { kind: internal } }'),
    ['3:5 handlers[0]: reply and error exclude each other. Keep one of them.'],
  ],
  [
    'a number where a text belongs',
    'version: 1\napplicationInfo: { version: 6.10 }',
    ['2:29 applicationInfo.version: this is a number. Give a text, in quotes where it looks like a number.'],
  ],
  [
    'a number that is none',
    'version: 1\nmonthlyLimit: .nan',
    ['2:15 monthlyLimit: this is a number. Give a whole number.'],
  ],
  [
    'a limit below zero',
    'version: 1\nmonthlyLimit: -1',
    ['2:15 monthlyLimit: this is too small. Give 0 or more.'],
  ],
  [
    'a state that is none',
    'version: 1\nkeys: { a: { state: revokd } }',
    ['2:21 keys.a.state: `revokd` is not known: did you mean `revoked`?'],
  ],
  [
    'a plan and a limit',
    'version: 1\nmonthlyLimit: 1\nplan: Free',
    ['3:7 plan: plan and monthlyLimit exclude each other. Keep one of them.'],
  ],
  [
    'a clock that is none',
    'version: 1\nclock: yesterday',
    ['2:8 clock: this is not a date and time. Give one such as 2026-03-31T23:59:58Z.'],
  ],
  [
    'a label without a key',
    'version: 1\nkeys: { ci: {} }\nplay: [{ name: slow, key: ic }]',
    ['3:27 play[0].key: there is no key with this label: there is ci.'],
  ],
  [
    'bytes that are not base64',
    handler('{ method: get_object_impl, reply: { object: { value: "*" } } }'),
    ['3:58 handlers[0].reply.object.value: this is not base64. Write bytes in base64.'],
  ],
  [
    'a trailer that gRPC keeps for itself',
    handler('{ method: get_model_list, reply: {}, trailers: { grpc-status: "0" } }'),
    [
      '3:5 handlers[0]: The metadata name "grpc-status" cannot be sent: names have small letters, digits, "-", "_" and ".", and gRPC keeps some for itself. Choose another name.',
    ],
  ],
  [
    'a delay of two kinds',
    handler('{ method: get_model_list, reply: {}, delay: [9, 1] }'),
    ['3:49 handlers[0].delay: the smaller of the two comes first.'],
  ],
  [
    'a delay as a text',
    handler('{ method: get_model_list, reply: {}, delay: 250ms }'),
    ['3:49 handlers[0].delay: this is a text. Give a whole number, or a list.'],
  ],
  [
    'a variable that is not set',
    `version: 1\nkeys: { ci: { value: "\${NO_SUCH}" } }`,
    [
      "2:22 keys.ci.value: the variable NO_SUCH is not set. Set it to the key's text, or leave the value out.",
    ],
  ],
  [
    'a text as a key',
    'version: 1\nkeys: { ci: { value: secret } }',
    [
      `2:22 keys.ci.value: a key's text does not belong into a file that is committed. Name the variable that holds it, as \${NAME}.`,
    ],
  ],
  [
    'a field twice',
    'version: 1\nplan: Free\nplan: Basic',
    ['3:1 this field appears a second time. Keep one of them.'],
  ],
  ['__proto__', 'version: 1\n__proto__: { plan: Free }', ['2:1 a field cannot be named "__proto__".']],
  [
    '__proto__ in JSON',
    '{ "version": 1, "keys": { "__proto__": {} } }',
    ['1:27 a field cannot be named "__proto__".'],
  ],
  [
    'the name of an inherited property',
    'version: 1\nconstructor: 1',
    [
      '2:1 constructor: unknown field `constructor`: there are $schema, version, keys, monthlyLimit, plan, overage, billing, clock, applicationInfo, objectTypes, applications, onUnmatchedCall, handlers, faults, play.',
    ],
  ],
  [
    'another word for a field',
    'version: 1\nrehearse: [{ name: slow }]',
    ['2:1 rehearse: unknown field `rehearse`: did you mean `play`?'],
  ],
  [
    'a tab before a field',
    'version: 1\nkeys:\n\tci: {}',
    ['3:1 the indentation has a tab. Indent with spaces.'],
  ],
  [
    'two documents',
    'version: 1\n---\nversion: 1',
    ['2:1 a second document begins here. Write one document: take out the "---".'],
  ],
  ['a tag', 'version: !!js/function "x"', ['1:24 tags ("!…") are not supported. Write plain data.']],
  ['a tag of YAML', 'version: !!int 1', ['1:16 tags ("!…") are not supported. Write plain data.']],
  ['NUL', 'version: 1\n\0', ['2:1 the file has a NUL character here. Save it as UTF-8 text.']],
  [
    'UTF-16',
    Buffer.from('\uFEFFversion: 1', 'utf16le'),
    ['1:1 the file is not UTF-8 text. Save it as UTF-8.'],
  ],
  [
    '50 MB',
    Buffer.alloc(50 * 1024 * 1024, '#'),
    ['1:1 the file has more than 4 MB. Leave out what is not needed.'],
  ],
  [
    'a bomb of aliases',
    `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'.replace(
      /./g,
      (c) =>
        `${c}: &${c} [${Array(9)
          .fill(`*${String.fromCharCode(c.charCodeAt(0) - 1)}`)
          .join(',')}]\n`,
    )}`,
    ['6:8 aliases repeat too much of the file. Write out what they refer to, or leave it out.'],
  ],
  ['brackets without end', '['.repeat(100_000), ['1:1 lists and objects are nested too deeply.']],
  [
    'a hundred thousand mistakes',
    `version: 1\nhandlers:\n${'- {}\n'.repeat(100_000)}`,
    ['3:1 handlers: this list is too long. Give at most 10000.'],
  ],
  [
    'a message with a hundred thousand mistakes',
    handler(`{ method: get_model_list, reply: { modelInfo: [${'1,'.repeat(100_000)}] } }`),
    ['1:1 too much is wrong in this file to be listed. Begin with a part of it.'],
  ],
  [
    'half of a surrogate pair',
    'version: 1\n"\\ud800": 1',
    ['2:1 this text holds half of a surrogate pair. Write whole characters.'],
  ],
];

describe('a bad file', () => {
  test.for(bad)('with %s is told with its place', ([, text, problems]) => {
    expect(problemsOf(text)).toEqual(problems);
  });

  test('is told with all its problems at once, in their order', () => {
    const lines = problemsOf('version: 2\nplann: Free\nkeys: { a: { limit: x } }').map((line) =>
      line.slice(0, 3),
    );
    expect(lines).toEqual(['1:1', '2:1', '3:2']);
  });

  test('a bomb of aliases costs less than a second', () => {
    const [, text] = bad.find(([title]) => title === 'a bomb of aliases') ?? [];
    const begun = performance.now();
    problemsOf(text ?? '');
    expect(performance.now() - begun).toBeLessThan(1_000);
  });
});

test('a key in a file is refused and not shown, wherever it is', () => {
  const key = madeKey();
  const places = [
    `version: 1\nkeys: { ci: { value: ${key} } }`,
    `version: 1\nkeys: { ${key}: {} }`,
    `version: 1\n${key}: 1`,
    `version: 1\n# ${key}\nplan: ${key}`,
    handler(`{ method: ${key}, reply: {} }`),
    `version: 1\nkeys: { ci: { value: ${key}0 } }`,
    `${key}: &a [${key}, *${key}]`,
    `!${key} a`,
  ];
  for (const text of places) {
    const said = problemsOf(text);
    expect(said.length).toBeGreaterThan(0);
    expectNoKey(key, said);
  }
  const flawed = problemsOf(`version: 1\nkeys: { ci: { value: "\${K}" } }`, { K: `${key} ` });
  expect(flawed[0]).toContain('the value of this variable is not a key');
  expectNoKey(key, flawed);
});

test('whatever the text, the parser answers with a scenario or with problems', () => {
  const piece = fc.constantFrom(
    'version: 1',
    'keys',
    ':',
    ' ',
    '\n',
    '- ',
    '{',
    '}',
    '[',
    ']',
    '&a',
    '*a',
    '!!',
    '"',
    "'",
    '|',
    '>',
    '%',
    '#',
    '---',
    'handlers:',
    '\t',
    'null',
    '~',
    '?',
    '<<',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(text, (source) => void parseScenario(source)),
    { numRuns: 1_000 },
  );
  fc.assert(
    fc.property(fc.uint8Array(), (source) => void parseScenario(source)),
    { numRuns: 300 },
  );
  fc.assert(
    fc.property(fc.json(), (json) => void parseScenario(`{"version":1,"handlers":[${json}],"keys":${json}}`)),
    { numRuns: 300 },
  );
});

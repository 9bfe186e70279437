import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { madeKey } from '../made-keys.js';
import { tempHome } from '../temp-home.js';
import { type Change, run, sourcesWith, typeErrors } from './changed-sources.js';

// The first recipe reads the sources for all of them.
vi.setConfig({ testTimeout: 120_000 });

// Each test carries out the recipe of CONTRIBUTING.md with its title: first the edit that the recipe begins with, where
// the compiler must ask for the rest, then the rest, where the feature must be there.

const MATCHERS = 'packages/mock-server/src/matchers/matcher-table.ts';
const FAULT = 'packages/mock-server/src/faults/fault.ts';
const FAULTS = 'packages/mock-server/src/faults/fault-table.ts';
const SETTINGS = 'packages/auth-core/src/settings/parse-settings.ts';
const DIAGNOSE = 'packages/auth-core/src/config/diagnose/diagnose-config.ts';
const DOCTOR = 'packages/cli/src/commands/doctor/doctor-checks.ts';
const RPCS = 'protos/application-rpcs.ts';
const ANSWERS = 'packages/mock-server/src/rfem/model-answers.ts';
const REFUSALS = 'packages/auth-core/src/failure/tables/refusals.ts';
const PLACES = 'packages/auth-core/src/resolve/places.ts';
const EXIT_CODES = 'packages/auth-core/src/failure/tables/kind-row.ts';
const COMMANDS = 'packages/cli/src/command-table.ts';
const SIGNS = 'packages/auth-core/src/failure/tables/connection-signs.ts';
const ALL_SIGNS = 'packages/auth-core/src/failure/signs.ts';
const LOCAL = 'packages/auth-core/src/failure/tables/local/key-kinds.ts';
const REHEARSALS = 'packages/mock-server/src/rehearsals/key-fault-matrix.ts';
const SCHEMA = 'packages/mock-server/src/schema/scenario-schema.ts';
const SCENARIO = 'packages/mock-server/src/scenario/scenario-types.ts';

test('every row of CONTRIBUTING has a recipe here', () => {
  const own = readFileSync(new URL(import.meta.url), 'utf8');
  const recipes = [...own.matchAll(/^test\('((?:an?|a second) [^']*)'/gm)].map(([, title]) => title);
  const table = readFileSync(new URL('../../CONTRIBUTING.md', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => /^\| (?:an?|a second) /.test(line));
  expect(recipes.sort()).toEqual(table.map((line) => line.split(' | ')[0]?.slice(2)).sort());
});

/** Prints a value as JSON, so that a test compares values. */
const printed = async (changes: readonly Change[], program: string): Promise<unknown> =>
  JSON.parse(await run(sourcesWith(...changes), program));

const commandLine = (...argv: readonly string[]): string => `
  import { main } from './packages/cli/src/main.js';
  import { processSystem } from './packages/cli/src/edge/process-system.js';
  process.exitCode = await main(${JSON.stringify(argv)}, processSystem());`;

test('a matcher', async () => {
  const line = { file: MATCHERS, find: '  toContainNoApiKey(): Result;', put: '  toBeFine(): Result;\n$&' };
  expect(typeErrors(sourcesWith(line))).toEqual([
    expect.stringMatching(/matcher-table.*'toBeFine' is missing/),
  ]);
  const row = {
    file: MATCHERS,
    find: '  toContainNoApiKey,\n};',
    put: "  toBeFine: () => ({ pass: true, message: () => 'fine' }),\n$&",
  };
  expect(typeErrors(sourcesWith(line, row))).toEqual([]);
  const program = `import { matchers } from './packages/mock-server/src/matchers/matcher-table.js';
    console.log(JSON.stringify(matchers.toBeFine({})));`;
  expect(await printed([line, row], program)).toEqual({ pass: true });
});

test('a fault', async () => {
  const name = { file: FAULT, find: "  | 'latency'", put: "  | 'half-a-frame'\n$&" };
  expect(typeErrors(sourcesWith(name), FAULTS)).toEqual([
    expect.stringMatching(/fault-table.*'"half-a-frame"' is missing/),
  ]);
  const row = {
    file: FAULTS,
    find: '  latency: {',
    put: "  'half-a-frame': { does: 'half a frame', clientSees: 'silence', ends: 'never' },\n$&",
  };
  expect(typeErrors(sourcesWith(name, row))).toEqual([]);
  const program = `
    import { FAULTS, startMockServer } from '@dlubal-kit/mock-server';
    import { scenarioSchema } from '@dlubal-kit/mock-server/scenario';
    await using server = await startMockServer();
    server.fault('half-a-frame');
    console.log(JSON.stringify([FAULTS['half-a-frame'].does, JSON.stringify(scenarioSchema()).includes('half-a-frame')]));`;
  expect(await printed([name, row], program)).toEqual(['half a frame', true]);
});

test('a field of `.dlubalrc`', async () => {
  const row = {
    file: SETTINGS,
    find: /^ {2}key_name: .*\n/m,
    put: (found: string) => found + found.replace('key_name', 'nick').replace('keyName', 'nick'),
  };
  expect(typeErrors(sourcesWith(row))).toEqual([expect.stringMatching(/"nick"/)]);
  const type = { file: SETTINGS, find: 'export interface Settings {', put: '$&\n  readonly nick?: string;' };
  expect(typeErrors(sourcesWith(row, type))).toEqual([]);
  const program = `import { parseSettings } from '@dlubal-kit/auth-core';
    console.log(JSON.stringify(parseSettings('nick = tower')));`;
  expect(await printed([row, type], program)).toMatchObject({ ok: true, settings: { nick: 'tower' } });
});

test('a check of config.ini', async () => {
  const rule = { file: DIAGNOSE, find: "    | 'config-syntax'", put: "$&\n    | 'name-too-long'" };
  expect(typeErrors(sourcesWith(rule), DOCTOR)).toEqual([
    expect.stringMatching(/doctor-checks.*'"name-too-long"' is missing/),
  ]);
  const check = {
    file: DIAGNOSE,
    find: 'const CHECKS: readonly Check[] = [',
    put: `$&
  (config) => entriesOf(config).filter(({ name }) => name.length > 20).map(({ name }) => ({ rule: 'name-too-long', severity: 'warning', name, message: \`\${name} is long.\` })),`,
  };
  const shown = { file: DOCTOR, find: "  'no-key': 'keys',", put: "$&\n  'name-too-long': 'keys'," };
  expect(typeErrors(sourcesWith(rule, check, shown))).toEqual([]);
  using home = tempHome();
  const name = 'a-name-of-more-than-twenty-characters';
  const config = home.writeConfig(`[api_keys]\n${name} = ${madeKey()}\n`);
  const doctor = commandLine('doctor', '--config', config);
  expect(await run(sourcesWith(rule, check, shown), doctor)).toContain(`${name} is long.`);
});

test('an RPC', async () => {
  const row = {
    file: RPCS,
    find: '  createModel: rpcRow(',
    put: '  meshModel: rpcRow(common.ModelIdCodec, EmptyCodec, LONG),\n$&',
  };
  expect(typeErrors(sourcesWith(row), ANSWERS)).toEqual([
    expect.stringMatching(/model-answers.*'meshModel' is missing/),
  ]);
  const answer = { file: ANSWERS, find: '  createModel: (', put: '  meshModel: () => ({}),\n$&' };
  expect(typeErrors(sourcesWith(row, answer))).toEqual([]);
  const program = `
    import { connect } from '@dlubal-kit/node-client';
    import { startMockServer } from '@dlubal-kit/mock-server';
    import { defaultDeadlineMs } from './packages/node-client/src/call/default-deadline.js';
    await using server = await startMockServer();
    const options = { port: server.port, apiKeyValue: server.keys.project_1.reveal(), checkVersion: false };
    await using app = await connect(options);
    await app.meshModel({ guid: 'g-1' });
    const [{ method }] = server.requests;
    console.log(JSON.stringify({ method, deadlineMs: defaultDeadlineMs(method) }));`;
  expect(await printed([row, answer], program)).toMatchObject({
    method: 'mesh_model',
    deadlineMs: 3_600_000,
  });
});

test('a command', async () => {
  const greeting = {
    file: COMMANDS,
    find: '  Tools: [',
    put: `  Greetings: [
    command(
      define({ name: 'greet', summary: 'Greet', options: { name: text('NAME', 'who') }, examples: ['dlubal-auth greet', 'dlubal-auth greet --name you'] }),
      async () => async ({ name }, { print }) => { print.reveal(\`Hello \${name}\\n\`); return 0; },
    ),
  ],
$&`,
  };
  const imports = {
    file: COMMANDS,
    find: 'import',
    put: "import { define } from './command-line/definition.js';\nimport { text } from './command-line/values.js';\nimport",
  };
  expect(typeErrors(sourcesWith(greeting, imports))).toEqual([]);
  expect(await run(sourcesWith(greeting, imports), commandLine('greet', '--name', 'you'))).toBe(
    'Hello you\n',
  );
  expect(await run(sourcesWith(greeting, imports), commandLine('--help'))).toContain('greet');
  const typo = { file: COMMANDS, find: '{ name }, {', put: '{ nam }, {' };
  expect(typeErrors(sourcesWith(greeting, imports, typo))).toContainEqual(
    expect.stringMatching(/Property 'nam' does not exist/),
  );
});

test('a place that gives a key', async () => {
  const row = {
    file: PLACES,
    find: "  variable('env-value', 'value', 'DLUBAL_API_KEY'),",
    put: "$&\n  variable('env-nick', 'value', 'DLUBAL_NICK'),",
  };
  expect(typeErrors(sourcesWith(row))).toEqual([]);
  const program = `
    import { loadKey } from '@dlubal-kit/node-client/config';
    const { source, key } = await loadKey({ env: { DLUBAL_NICK: '${madeKey()}' } });
    console.log(JSON.stringify({ source, wellFormed: key.wellFormed }));`;
  expect(await printed([row], program)).toEqual({ source: 'env-nick', wellFormed: true });
  const shown = await run(sourcesWith(row), commandLine('resolve'), { DLUBAL_NICK: madeKey() });
  expect(shown).toContain('DLUBAL_NICK');
});

test('an exit code', async () => {
  const row = { file: EXIT_CODES, find: "  1: 'unexpected',", put: "$&\n  99: 'too hot'," };
  expect(typeErrors(sourcesWith(row))).toEqual([]);
  const program = `import { EXIT_CODES } from '@dlubal-kit/auth-core'; console.log(JSON.stringify(EXIT_CODES));`;
  // readme.test.ts compares its table with these.
  expect(await printed([row], program)).toMatchObject({ 99: 'too hot' });
});

test('a second sentence of a refusal', async () => {
  const row = {
    file: REFUSALS,
    find: "    details: 'Connected client does not have API service subscription.',",
    put: "$&\n    alsoSaid: ['Das Konto ist leer.'],",
  };
  expect(typeErrors(sourcesWith(row))).toEqual([]);
  const program = `import { classifyError } from '@dlubal-kit/auth-core';
    console.log(JSON.stringify(classifyError('UNAUTHENTICATED - Das Konto ist leer.')));`;
  expect(await printed([row], program)).toMatchObject({ kind: 'no-subscription', exitCode: 5 });
});

test('a fourth refusal', async () => {
  const row = {
    file: REFUSALS,
    find: "  'no-subscription': {",
    put: `  'too-hot': {
    exitCode: 9,
    happened: 'The server is too hot.',
    remedy: 'Open a window.',
    status: 16,
    details: 'The machine room is too hot.',
    source: 'this test',
    stems: [/too hot/],
    mock: { states: { overheated: 'this test' }, billing: 'answered' },
  },
$&`,
  };
  expect(typeErrors(sourcesWith(row))).toEqual([]);
  const program = `
    import { connect } from '@dlubal-kit/node-client';
    import { startMockServer } from '@dlubal-kit/mock-server';
    await using server = await startMockServer({ keys: { project_1: { state: 'overheated' } } });
    const options = { port: server.port, apiKeyValue: server.keys.project_1.reveal(), checkVersion: false };
    await using app = await connect(options);
    const { failure } = await app.getModelList().catch((error) => error);
    console.log(JSON.stringify({ ...failure, used: server.usage.used }));`;
  expect(await printed([row], program)).toMatchObject({
    kind: 'too-hot',
    exitCode: 9,
    billed: 'yes',
    used: 1,
  });
});

test('a sign of a broken connection', async () => {
  const row = {
    file: SIGNS,
    find: 'export const CONNECTION_SIGNS = [',
    put: "$&\n  { pattern: /the cable is unplugged/i, kind: 'server-unreachable' },",
  };
  expect(typeErrors(sourcesWith(row))).toEqual([]);
  const unknown = { ...row, put: "$&\n  { pattern: /the cable is unplugged/i, kind: 'server-unplugged' }," };
  expect(typeErrors(sourcesWith(unknown), ALL_SIGNS)).toEqual([expect.stringContaining('server-unplugged')]);
  const program = `import { classifyError } from '@dlubal-kit/auth-core';
    console.log(JSON.stringify(classifyError('14 UNAVAILABLE: the cable is unplugged')));`;
  expect(await printed([row], program)).toMatchObject({ kind: 'server-unreachable' });
});

test('a kind of failure', async () => {
  const row = {
    file: LOCAL,
    find: "  'key-missing': {",
    put: "    'key-too-old': {\n      exitCode: 3,\n      happened: 'The key is too old.',\n      remedy: 'Make a new one.',\n    },\n$&",
  };
  expect(typeErrors(sourcesWith(row))).toEqual([]);
  const program = `import { failureOf } from '@dlubal-kit/auth-core';
    console.log(JSON.stringify(failureOf('key-too-old')));`;
  const expected = { origin: 'local', billed: 'no', exitCode: 3, remedy: 'Make a new one.' };
  expect(await printed([row], program)).toMatchObject(expected);
});

test('a row to rehearse', async () => {
  const row = {
    file: REHEARSALS,
    find: "  control: { tells: 'The key works.' },",
    put: "$&\n  doubled: { tells: 'The key comes twice.', gives: (key) => key + key },",
  };
  expect(typeErrors(sourcesWith(row))).toEqual([]);
  const program = `
    import { connect } from '@dlubal-kit/node-client';
    import { rehearseKeyFaults } from '@dlubal-kit/mock-server';
    const client = async ({ env }) => {
      await using app = await connect({ env, checkVersion: false });
      await app.getModelList();
    };
    const report = await rehearseKeyFaults(client, { rows: ['doubled'] });
    console.log(JSON.stringify(report));`;
  expect(JSON.stringify(await printed([row], program))).toContain('The key comes twice.');
});

test('a field of scenario files', async () => {
  const row = {
    file: SCHEMA,
    find: "  monthlyLimit: { type: 'integer'",
    put: "  office: { type: 'string', description: 'Whose scenario it is.' },\n$&",
  };
  const type = {
    file: SCENARIO,
    find: 'export interface ScenarioFile {',
    put: '$&\n  readonly office?: string;',
  };
  expect(typeErrors(sourcesWith(row, type))).toEqual([]);
  const program = `import { parseScenario } from '@dlubal-kit/mock-server/scenario';
    const read = (text) => parseScenario(text).kind;
    console.log(JSON.stringify([read('version: 1\\noffice: Leipzig'), read('version: 1\\noffice: 5')]));`;
  expect(await printed([row, type], program)).toEqual(['scenario', 'problems']);
});

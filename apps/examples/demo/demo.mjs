// The main job, end to end, without RFEM and without a bill: `npm run demo`.
//
// It starts the mock server, writes the sample config.ini of the Dlubal documentation to a temporary folder, and
// shows the three ways to give a key, what stops before a call, and two refusals that have the same gRPC status.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { styleText } from 'node:util';
import { startMockServer } from '@dlubal-kit/mock-server';
import { connect } from '@dlubal-kit/node-client';

/** The two keys that the documentation shows, and its sample file. They open nothing but this mock server. */
const SAMPLE = {
  project_1: 'ak-e72f5da141ba4cce8b736c05ae444f5791aa8b17a372f24c',
  project_2: 'ak-e72f5da141ba4cce198913bb39924c4ca8d78f75623b014a',
};
const SAMPLE_FILE = `[api_keys]
project_1 = ${SAMPLE.project_1}
project_2 = ${SAMPLE.project_2}
default = ${SAMPLE.project_1}
`;
const LIMIT = 5;

const colour = process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (style, text) => (colour ? styleText(style, text) : text);
const say = (text = '') => console.log(text);

const WIDTH = 80;
/** Lines of whole words, indented below the title they belong to. */
const wrapped = (text) =>
  text.replace(new RegExp(`(?<line>.{1,${WIDTH - 5}})(?:\\s+|$)`, 'g'), '     $<line>\n').trimEnd();

/** One way to give a key: connects, which asks the server for its version, and prints the outcome. */
async function show(title, code, options) {
  say(`${paint('bold', title)}  ${paint('dim', code)}`);
  try {
    const app = await connect({ ...options, onWarning: ({ message }) => say(wrapped(message)) });
    await app.close();
    say(`  ${paint('green', '✓')}  ${app.serverInfo.name} ${app.serverInfo.version} answered`);
  } catch (error) {
    const { failure } = error;
    say(`  ${paint('red', '✗')}  ${failure.kind}, exit code ${failure.exitCode}, billed: ${failure.billed}`);
    if (failure.serverMessage) say(wrapped(`The server said: ${failure.serverMessage}`));
    say(wrapped(`To do: ${failure.remedy}`));
  }
  say();
}

const folder = await mkdtemp(join(tmpdir(), 'dlubal-kit-demo-'));
const server = await startMockServer({ keys: SAMPLE, monthlyLimit: LIMIT });
try {
  const config = join(folder, 'config.ini');
  await writeFile(config, SAMPLE_FILE, { mode: 0o600 });
  const shared = { port: server.port, config, env: {} };

  say(paint('bold', 'dlubal-kit'));
  say(`  mock server  ${server.address}, ${LIMIT} requests this month`);
  say(`  config.ini   ${config}`);
  say();
  await show('1  A key by its value', "connect({ apiKeyValue: 'ak-…f24c' })", {
    ...shared,
    apiKeyValue: SAMPLE.project_1,
  });
  await show('2  A key by its name in config.ini', "connect({ apiKeyName: 'project_2' })", {
    ...shared,
    apiKeyName: 'project_2',
  });
  await show('3  Neither: the key used last', 'connect()', shared);
  await show('4  A name that config.ini does not hold', "connect({ apiKeyName: 'project_3' })", {
    ...shared,
    apiKeyName: 'project_3',
  });
  await show('5  A key that the server does not know', "connect({ apiKeyValue: 'ak-…0000' })", {
    ...shared,
    apiKeyValue: `ak-${'0'.repeat(48)}`,
  });
  await show('6  The last request of the month', 'connect()', shared);
  await show('7  One request too many: the same status as 5, another cure', 'connect()', shared);

  const file = await readFile(config, 'utf8');
  const remembered = file.includes(`default = ${SAMPLE.project_2}`) ? 'project_2' : 'project_1';
  say(`${server.usage.used} requests were counted, refusals included.`);
  say(`config.ini remembers ${remembered} as the key used last.`);
} finally {
  await server.stop();
  await rm(folder, { recursive: true });
}

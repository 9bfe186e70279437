import type { ApplicationName, CertificateState } from '@dlubal-kit/mock-server';
import { define } from '../../command-line/definition.js';
import { choice, flag, inGroup, many, path, port, required, text, whole } from '../../command-line/values.js';

const CERTIFICATES = [
  'valid',
  'expired',
  'not-yet-valid',
  'wrong-host',
  'untrusted',
  'self-signed',
] as const satisfies readonly CertificateState[];

const ACCEPTED = {
  key: many(
    text('[LABEL=]KEY|LABEL', 'a key to accept, or the label of one to create (default: one is created)'),
  ),
  limit: whole('requests', 'N', 'requests per month (default: no limit)'),
};

const LISTENING = inGroup('Listening', {
  port: port('port to listen on (default: a free one)'),
  host: text('HOST', 'address to listen on (default 127.0.0.1)'),
});

const ENCRYPTION = inGroup('Listening', {
  tls: flag('encrypt, with a certificate created for this run'),
  certificate: choice(CERTIFICATES, 'STATE', `which certificate to present: ${CERTIFICATES.join(', ')}`),
});

/** Services other than RFEM's. */
const SERVICES = inGroup('Services', {
  proto: many(path('FILE', 'serve the services of this .proto file; a scenario has their answers')),
  'proto-path': many(path('DIR', 'look for imports here (default: the folder of each --proto)')),
  'descriptor-set': many(
    path('FILE', 'serve the services of this descriptor set, which protoc and buf write'),
  ),
});

const APPLICATIONS = ['rfem', 'rstab', 'rsection'] as const satisfies readonly ApplicationName[];

const SERVED = {
  ...SERVICES,
  ...inGroup('Services', {
    application: many(
      choice(APPLICATIONS, 'NAME', `which application to be: ${APPLICATIONS.join(', ')} (default: rfem)`),
    ),
  }),
};

const MESSAGES = inGroup('Listening', {
  'max-message-bytes': whole('bytes', 'N', 'largest request to accept (default 67108864)', { min: 1 }),
  gzip: flag('compress answers, for clients that accept gzip'),
});

/** Of the commands that run until they are stopped. */
const SERVING = inGroup('Listening', {
  'ca-out': path('FILE', 'write the root certificate to this file, for clients'),
  'port-file': path('FILE', 'write the port to this file once the server accepts calls'),
  'until-stdin-ends': flag('stop when stdin ends too (for parent processes on Windows)'),
});

const SCENARIO = path('FILE', 'keys, limits, answers and failures from this file, YAML or JSON');
const FILE = { file: required(path('FILE', 'a scenario, YAML or JSON')) };

/** What a program finds in its environment, for the help of the commands that run one. */
const ENVIRONMENT = `In the program's environment: DLUBAL_API_KEY, DLUBAL_API_URL, DLUBAL_API_TLS, DLUBAL_MOCK_ADDRESS (also as DLUBAL_MOCK_HOST and DLUBAL_MOCK_PORT), a config.ini with the keys by name, and no proxy for loopback. Keys in the caller's environment are removed from it.`;

export const MOCK = define({
  name: 'mock',
  summary: 'Run an API server for tests, without RFEM and without a bill',
  about: `Prints its address once it listens, then a line on stderr for each call, and stops on SIGINT or SIGTERM. Do not give it real keys: it accepts any text.`,
  options: {
    ...ACCEPTED,
    scenario: SCENARIO,
    watch: flag('apply the scenario again whenever the file changes'),
    quiet: flag('leave out notes, and the line for each call'),
    ...SERVED,
    ...LISTENING,
    ...MESSAGES,
    ...ENCRYPTION,
    ...SERVING,
    ui: flag('serve a page with calls, counters and stories to play, for this machine only'),
    'ui-port': port('port of that page (default: a free one)'),
  },
  excludes: [
    ['scenario', 'key'],
    ['scenario', 'limit'],
  ],
  needs: {
    watch: ['scenario'],
    'proto-path': ['proto'],
    'ca-out': ['tls', 'certificate'],
    'ui-port': ['ui'],
  },
  moved: {
    check: 'mock check FILE',
    record: 'mock record FILE --to HOST:PORT',
    drift: 'mock drift FILE',
    'print-schema': 'mock schema',
    to: 'mock record FILE --to HOST:PORT',
    'to-tls': 'mock record FILE --to HOST:PORT --to-tls',
    'to-ca-file': 'mock record FILE --to HOST:PORT --to-ca-file PATH',
  },
  examples: [
    'dlubal-auth mock',
    'dlubal-auth mock --port 9000 --limit 1000 --json',
    'dlubal-auth mock --scenario scenario.yaml --watch',
    'dlubal-auth mock --scenario scenario.yaml --proto protos/results.proto',
  ],
});

export const MOCK_CHECK = define({
  name: 'mock check',
  summary: 'Say what is wrong in a scenario file, and start nothing',
  about: 'Prints one line per mistake, as file:line:column, and ends with exit code 2 when there is one.',
  arguments: FILE,
  options: SERVICES,
  needs: { 'proto-path': ['proto'] },
  examples: ['dlubal-auth mock check scenario.yaml', 'dlubal-auth mock check scenario.yaml --json'],
});

export const MOCK_RECORD = define({
  name: 'mock record',
  summary: "Write a real server's answers as a scenario",
  about: `Forwards each call to the real server, once, which bills it. Keys are written as labels. Stops on SIGINT or SIGTERM.`,
  arguments: { file: required(path('FILE', 'the scenario to write; must not exist yet')) },
  options: {
    to: required(text('HOST:PORT', 'the real server')),
    'to-tls': flag('encrypt the way to it, and trust the roots that Node trusts'),
    'to-ca-file': path('PATH', 'encrypt the way to it, and trust the roots in this PEM file'),
    ...LISTENING,
    ...ENCRYPTION,
    ...SERVING,
  },
  needs: { 'ca-out': ['tls', 'certificate'] },
  examples: [
    'dlubal-auth mock record answers.yaml --to 127.0.0.1:9000',
    'dlubal-auth mock record answers.yaml --to rfem.example.org:9000 --to-tls',
  ],
});

export const MOCK_DRIFT = define({
  name: 'mock drift',
  summary: 'Compare a recording with the in-memory models',
  about: `Shows where the recorded answers differ from those of the mock server, and ends with exit code 11 when they do. Sends nothing.`,
  arguments: { file: required(path('FILE', 'a scenario that "mock record" wrote')) },
  examples: ['dlubal-auth mock drift answers.yaml', 'dlubal-auth mock drift answers.yaml --json'],
});

export const MOCK_SCHEMA = define({
  name: 'mock schema',
  summary: 'Print the JSON Schema of scenario files, for editors and CI',
  examples: ['dlubal-auth mock schema', 'dlubal-auth mock schema > scenario.schema.json'],
});

export const MOCK_EXEC = define({
  name: 'mock exec',
  summary: 'Run a program with a mock server of its own, and report what it would have spent',
  about: `${ENVIRONMENT} With --tls also the path of the root certificate, in DLUBAL_API_CA_FILE, and in GRPC_DEFAULT_SSL_ROOTS_FILE_PATH, where gRPC looks for it.

Its exit code is passed on; 11 when the program ended well and spent more than the budget. 125: the server did not start. 126: the program cannot be run. 127: the program was not found. The report goes to stderr.`,
  options: {
    ...ACCEPTED,
    scenario: SCENARIO,
    budget: whole('requests', 'N', 'fail when the program would have spent more requests'),
    report: path('FILE', 'write what it spent to this file, as JSON'),
    log: flag('print a line on stderr for each call'),
    ...SERVED,
    ...LISTENING,
    ...MESSAGES,
    ...ENCRYPTION,
  },
  needs: { 'proto-path': ['proto'] },
  excludes: [
    ['scenario', 'key'],
    ['scenario', 'limit'],
  ],
  program: 'COMMAND [ARGUMENT...]',
  json: 'print the report as JSON, on stderr',
  examples: [
    'dlubal-auth mock exec -- pytest -q',
    'dlubal-auth mock exec --limit 100 --budget 40 -- npm test',
  ],
});

/** Findings that fail `mock rehearse` when asked for; the others always do. */
const OPTIONAL_FINDINGS = [
  'blind-retry',
  'not-told-apart',
  'failure-hidden',
  'timed-out',
  'deadline-not-reached',
] as const;

const rowNames = async (): Promise<string[]> =>
  Object.keys((await import('@dlubal-kit/mock-server')).KEY_FAULTS);

export const MOCK_REHEARSE = define({
  name: 'mock rehearse',
  summary: 'Run a program through every fault of keys and connections, and report what it did',
  about: `Runs the program once per row: with a key that works, with keys that are missing, damaged, wrong, revoked or used up, and over connections that fail. Reports for each how it ended, which calls arrived and would be billed, whether its output showed the key, and whether it repeated refused calls.

${ENVIRONMENT}

Exit code 11 when the program fails with a key that works, shows a key, or does what --fail-on names. A program that fails with a key that works is run no further. 126, 127: the program cannot be run.`,
  options: {
    row: many(text('NAME', 'only this row', rowNames)),
    timeout: many(
      text('[ROW=]SECONDS', 'longest time for a row (default 20), or for this row: silence=65', rowNames),
    ),
    'fail-on': many(
      choice(OPTIONAL_FINDINGS, 'FINDING', `fail on this too: ${OPTIONAL_FINDINGS.join(', ')}`),
    ),
    ...LISTENING,
  },
  program: 'COMMAND [ARGUMENT...]',
  examples: [
    'dlubal-auth mock rehearse -- python model.py',
    'dlubal-auth mock rehearse --fail-on blind-retry -- node bridge.mjs',
  ],
});

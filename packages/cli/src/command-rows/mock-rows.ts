import type { Command, OptionRow } from '../command-line/command.js';
import { SCENARIO_OPTIONS } from './scenario-options.js';

const KEYS_AND_LIMIT: Readonly<Record<string, OptionRow>> = {
  key: {
    value: '[LABEL=]KEY|LABEL',
    many: true,
    help: 'a key to accept, or the label of one to make (default: one is made)',
  },
  limit: { value: 'N', help: 'requests a month (default: no limit)' },
};

const WHERE_TO_LISTEN: Readonly<Record<string, OptionRow>> = {
  port: { value: 'PORT', help: 'port to listen on (default: a free one)' },
  host: { value: 'HOST', help: 'address to listen on (default 127.0.0.1)' },
};

const ENCRYPTION: Readonly<Record<string, OptionRow>> = {
  tls: { help: 'encrypt, with a certificate that is made for this run' },
  certificate: {
    value: 'STATE',
    help: 'with what is wrong in it: valid, expired, not-yet-valid, wrong-host, untrusted, self-signed',
  },
};

/** What a program finds in its environment, for the help of the commands that run one. */
const ENVIRONMENT = `In the program's environment: DLUBAL_API_KEY, DLUBAL_MOCK_ADDRESS (also as DLUBAL_MOCK_HOST and DLUBAL_MOCK_PORT), a
config.ini with the keys by name, and no proxy for loopback. Keys of the caller's environment are kept from it.`;

/** The server for tests. */
export const MOCK_ROWS: Readonly<Record<string, Command>> = {
  mock: {
    summary: 'Run a Dlubal API server for tests, without RFEM and without a bill',
    about: `Prints its address when it listens, then a line on standard error for each call, and ends on SIGINT or SIGTERM. Do
not give it real keys: it takes any text.`,
    options: {
      ...WHERE_TO_LISTEN,
      ...KEYS_AND_LIMIT,
      ...ENCRYPTION,
      'ca-out': { value: 'FILE', help: 'with --tls: write the root certificate into this file, for clients' },
      ui: { help: 'serve a page that shows calls and counters, and runs rehearsals; for this machine alone' },
      'ui-port': { value: 'PORT', help: 'port of that page (default: a free one)' },
      quiet: { help: 'print no line for each call' },
      'port-file': {
        value: 'FILE',
        help: 'write the port into this file, which appears when calls can come',
      },
      'until-stdin-ends': { help: 'end also when standard input ends, for a parent on Windows' },
      ...SCENARIO_OPTIONS,
    },
    examples: [
      'dlubal-auth mock',
      'dlubal-auth mock --port 9000 --limit 1000 --json',
      'dlubal-auth mock --scenario scenario.yaml --watch',
    ],
    load: async () => (await import('../commands/mock/mock.js')).mock,
  },
  'mock exec': {
    summary: 'Run a program beside a mock server of its own, and say what it would have spent',
    about: `${ENVIRONMENT}
With --tls also the path of the root certificate, in GRPC_DEFAULT_SSL_ROOTS_FILE_PATH, where gRPC looks for it.
Its exit code is passed on; 11 when it was fine and spent more than the budget. 125: the server did not start. 126: the
program cannot be run. 127: there is no such program. What is said about it, JSON too, goes to standard error.`,
    options: {
      ...WHERE_TO_LISTEN,
      ...KEYS_AND_LIMIT,
      ...ENCRYPTION,
      scenario: { value: 'FILE', help: 'keys, limits, answers and failures from this file, YAML or JSON' },
      budget: { value: 'N', help: 'fail when the program would have spent more requests' },
      report: { value: 'FILE', help: 'write what it spent into this file, as JSON' },
      log: { help: 'print a line on standard error for each call' },
    },
    afterDashes: 'COMMAND [ARGUMENT...]',
    examples: [
      'dlubal-auth mock exec -- pytest -q',
      'dlubal-auth mock exec --limit 100 --budget 40 -- npm test',
    ],
    load: async () => (await import('../commands/mock/mock-exec.js')).mockExec,
  },
  'mock rehearse': {
    summary: 'Run a program through every fault of keys and connections, and report what it did',
    about: `Runs the program once a row: with a key that works, with keys that are missing, damaged, wrong, revoked or used up,
and over connections that fail. Tells for each how it ended, which calls arrived and would be billed, whether its
output showed the key, and whether it sent refused calls again.

${ENVIRONMENT}
Exit code 11 when the program fails with a key that works, shows a key, or does what --fail-on names: blind-retry,
not-told-apart, failure-hidden, timed-out. 126, 127: the program cannot be run.`,
    options: {
      ...WHERE_TO_LISTEN,
      row: { value: 'NAME', many: true, help: 'only this row; may stand several times' },
      timeout: { value: 'SECONDS', help: 'longest time for a row (default 20)' },
      'fail-on': { value: 'FINDING', many: true, help: 'fail on this too; may stand several times' },
    },
    afterDashes: 'COMMAND [ARGUMENT...]',
    examples: [
      'dlubal-auth mock rehearse -- python model.py',
      'dlubal-auth mock rehearse --fail-on blind-retry --timeout 10 -- node bridge.mjs',
    ],
    load: async () => (await import('../commands/mock/mock-rehearse.js')).mockRehearse,
  },
};

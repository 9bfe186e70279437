import type { Command, OptionRow } from './command.js';

const KEY_NAME: Readonly<Record<string, OptionRow>> = {
  'key-name': {
    value: 'NAME',
    help: 'use the key of this name in config.ini (environment: DLUBAL_API_KEY_NAME)',
  },
};

const WHERE = `Keys are never given as arguments. They are looked for in this order: --key-name, DLUBAL_API_KEY,
DLUBAL_API_KEY_NAME, key_name in the nearest .dlubalrc, default in config.ini.`;

/** Every command. What one does is loaded when it was chosen. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  check: {
    summary: 'Ask the server whether it accepts the key, and say what to do if not',
    about: `A check is one API request, which your plan counts, whatever the answer. --offline sends nothing and tells
whether a key would be found and has the form of one.

${WHERE}`,
    options: {
      ...KEY_NAME,
      url: { value: 'HOST', help: 'host of the server, without scheme (default 127.0.0.1)' },
      port: { value: 'PORT', help: 'port of the server (default 9000)' },
      tls: { help: 'encrypt, and trust the roots of this system' },
      'ca-file': { value: 'PATH', help: 'encrypt, and trust the root certificates in this PEM file' },
      deadline: { value: 'MS', help: 'longest wait for the answer, in milliseconds (default 10000)' },
      offline: { help: 'check without a call' },
    },
    examples: ['dlubal-auth check', 'dlubal-auth check --key-name project_2 --url 10.0.0.5 --json'],
    load: async () => (await import('./commands/check/check.js')).check,
  },
  resolve: {
    summary: 'Tell which key would be used, and why that one',
    about: `Sends and stores nothing.\n\n${WHERE}`,
    options: KEY_NAME,
    examples: ['dlubal-auth resolve', 'DLUBAL_API_KEY_NAME=project_2 dlubal-auth resolve --json'],
    load: async () => (await import('./commands/resolve/resolve.js')).resolve,
  },
  'keys list': {
    summary: 'List the keys in config.ini, masked',
    examples: ['dlubal-auth keys list', 'dlubal-auth keys list --config ./config.ini --json'],
    load: async () => (await import('./commands/keys/keys-list.js')).keysList,
  },
  classify: {
    summary: 'Say what an error text means, and what to do: reads standard input',
    about: 'Takes a log, a traceback or a single line. Exit code 1 when no failure is recognised in it.',
    examples: ['dlubal-auth classify < build.log', 'python model.py 2>&1 | dlubal-auth classify --json'],
    load: async () => (await import('./commands/classify/classify.js')).classify,
  },
  mock: {
    summary: 'Run a Dlubal API server for tests, without RFEM and without a bill',
    about:
      'Prints its address when it listens, and ends on SIGINT or SIGTERM. Do not give it real keys: it takes any text.',
    options: {
      port: { value: 'PORT', help: 'port to listen on (default: a free one)' },
      host: { value: 'HOST', help: 'address to listen on (default 127.0.0.1)' },
      key: {
        value: '[LABEL=]KEY',
        many: true,
        help: 'a key to accept; without any, one is made and printed',
      },
      limit: { value: 'N', help: 'requests a month (default: no limit)' },
    },
    examples: ['dlubal-auth mock', 'dlubal-auth mock --port 9000 --limit 1000 --json'],
    load: async () => (await import('./commands/mock/mock.js')).mock,
  },
};

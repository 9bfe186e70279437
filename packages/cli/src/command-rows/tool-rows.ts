import type { Command } from '../command.js';
import { SCENARIO_OPTIONS } from './scenario-options.js';

/** Commands beside the keys: a server for tests, help for the shell. */
export const TOOL_ROWS: Readonly<Record<string, Command>> = {
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
      ...SCENARIO_OPTIONS,
    },
    examples: [
      'dlubal-auth mock',
      'dlubal-auth mock --port 9000 --limit 1000 --json',
      'dlubal-auth mock --scenario scenario.yaml --watch',
    ],
    load: async () => (await import('../commands/mock/mock.js')).mock,
  },
  completion: {
    summary: 'Print a script that makes your shell complete commands, options and names of keys',
    about:
      'SHELL is bash, zsh, fish or powershell. Put the line of the first example into the file that your shell reads first.',
    words: ['SHELL'],
    examples: ['eval "$(dlubal-auth completion bash)"', 'dlubal-auth completion fish | source'],
    load: async () => (await import('../commands/completion/completion.js')).completion,
  },
  __complete: {
    summary: 'Print what may stand in place of the last word',
    hidden: true,
    afterDashes: 'WORD...',
    examples: ['dlubal-auth __complete -- keys use pro', 'dlubal-auth __complete -- resolve --'],
    load: async () => (await import('../commands/completion/complete.js')).complete,
  },
};

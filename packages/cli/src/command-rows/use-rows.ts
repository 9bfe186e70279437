import type { Command } from '../command.js';
import { KEY_NAME, SERVER_OPTIONS, WHERE } from './shared-options.js';

/** Commands that resolve a key and use it. */
export const USE_ROWS: Readonly<Record<string, Command>> = {
  check: {
    summary: 'Ask the server whether it accepts the key, and say what to do if not',
    about: `A check is one API request, which your plan counts, whatever the answer. --offline sends nothing and tells
whether a key would be found and has the form of one.

${WHERE}`,
    options: {
      ...KEY_NAME,
      ...SERVER_OPTIONS,
      offline: { help: 'check without a call' },
    },
    examples: ['dlubal-auth check', 'dlubal-auth check --key-name project_2 --url 10.0.0.5 --json'],
    load: async () => (await import('../commands/check/check.js')).check,
  },
  resolve: {
    summary: 'Tell which key would be used, and why that one',
    about: `Sends and stores nothing.\n\n${WHERE}`,
    options: KEY_NAME,
    examples: ['dlubal-auth resolve', 'DLUBAL_API_KEY_NAME=project_2 dlubal-auth resolve --json'],
    load: async () => (await import('../commands/resolve/resolve.js')).resolve,
  },
};

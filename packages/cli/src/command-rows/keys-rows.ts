import type { Command } from '../command.js';

/** Commands that show and change what config.ini holds. */
export const KEYS_ROWS: Readonly<Record<string, Command>> = {
  'keys list': {
    summary: 'List the keys in config.ini, masked',
    examples: ['dlubal-auth keys list', 'dlubal-auth keys list --config ./config.ini --json'],
    load: async () => (await import('../commands/keys/keys-list.js')).keysList,
  },
};

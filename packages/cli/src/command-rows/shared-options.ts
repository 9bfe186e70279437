import type { OptionRow } from '../command.js';

/** The option of every command that resolves a key. */
export const KEY_NAME: Readonly<Record<string, OptionRow>> = {
  'key-name': {
    value: 'NAME',
    help: 'use the key of this name in config.ini (environment: DLUBAL_API_KEY_NAME)',
  },
};

/** Where a key is looked for, for the help of those commands. */
export const WHERE = `Keys are never given as arguments. They are looked for in this order: --key-name, DLUBAL_API_KEY,
DLUBAL_API_KEY_NAME, key_name in the nearest .dlubalrc, default in config.ini.`;

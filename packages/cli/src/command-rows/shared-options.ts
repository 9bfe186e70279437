import type { OptionRow } from '../command-line/command.js';

/** The option of every command that resolves a key. */
export const KEY_NAME: Readonly<Record<string, OptionRow>> = {
  'key-name': {
    value: 'NAME',
    help: 'use the key of this name in config.ini (environment: DLUBAL_API_KEY_NAME)',
  },
};

/** The options of every command that asks the server. */
export const SERVER_OPTIONS: Readonly<Record<string, OptionRow>> = {
  url: { value: 'HOST', help: 'host of the server, without scheme (default 127.0.0.1)' },
  port: { value: 'PORT', help: 'port of the server (default 9000)' },
  tls: { help: 'encrypt, and trust the roots of this system' },
  'ca-file': { value: 'PATH', help: 'encrypt, and trust the root certificates in this PEM file' },
  deadline: { value: 'MS', help: 'longest wait for the answer, in milliseconds (default 10000)' },
};

/** Where a key is looked for, for the help of those commands. */
export const WHERE = `Keys are never given as arguments. They are looked for in this order: --key-name, DLUBAL_API_KEY,
DLUBAL_API_KEY_NAME, key_name in the nearest .dlubalrc, default in config.ini.`;

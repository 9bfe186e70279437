import { flag, inGroup, keyName, path, text, whole } from './values.js';

/** The option of every command that looks at config.ini. */
export const CONFIG = { config: path('PATH', 'use this config.ini (environment: DLUBAL_API_CONFIG)') };

/** The options of every command that resolves a key. */
export const KEY_OPTIONS = {
  'key-name': keyName('NAME', 'use the key of this name (environment: DLUBAL_API_KEY_NAME)'),
  ...CONFIG,
};

/** The options of every command that asks the server. */
export const SERVER_OPTIONS = inGroup('Server', {
  url: text('HOST', 'host of the server, or host:port (default 127.0.0.1; environment: DLUBAL_API_URL)'),
  port: text('PORT', 'port of the server (default 9000)'),
  tls: flag(
    'encrypt, and trust the roots of DLUBAL_API_CA_FILE or of this system (environment: DLUBAL_API_TLS)',
  ),
  'no-tls': flag('send the key unencrypted, to another machine too'),
  'ca-file': path('PATH', 'encrypt, and trust the root certificates in this PEM file'),
  deadline: whole('milliseconds', 'MS', 'longest wait for the answer, in milliseconds (default 10000)', {
    min: 1,
  }),
});

/** Where a key is looked for, for the help of those commands. */
export const WHERE = `Keys are never given as arguments. They are looked for in this order: --key-name, DLUBAL_API_KEY, DLUBAL_API_KEY_NAME, key_name in the .dlubalrc of the project, then in ~/.dlubalrc, default in config.ini. A name that config.ini does not hold is looked up in the system keyring.`;

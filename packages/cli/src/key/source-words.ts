import type { KeySource } from '@dlubal-kit/auth-core';

/** Where a key came from, in the words of the command line. */
export const SOURCE_WORDS: Readonly<Record<KeySource, string>> = {
  'option-value': 'given as a value',
  'option-name': '--key-name',
  'env-value': 'DLUBAL_API_KEY',
  'env-name': 'DLUBAL_API_KEY_NAME',
  settings: 'key_name in .dlubalrc',
  default: 'default in config.ini',
};

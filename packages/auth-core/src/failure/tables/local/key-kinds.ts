import { ACCESS_CONTROL } from '../kind-row.js';
import { kindRows } from '../topic.js';
import { KEY_FORM_KINDS } from './key-form-kinds.js';

/** Failures of resolving a key. In a file of their own, so that a bundle with `resolveKey` contains only these. */
export const KEY_KINDS = /* @__PURE__ */ kindRows({
  'key-missing': {
    exitCode: 3,
    happened: 'No API key was found in any of the places.',
    remedy:
      'Store a key with "npx dlubal-auth login". Or give a key, or the name of a stored one: as an option, or in DLUBAL_API_KEY or DLUBAL_API_KEY_NAME.',
    official: ACCESS_CONTROL,
  },
  'key-unknown-name': {
    exitCode: 3,
    happened: 'config.ini has no key with the name that was asked for.',
    remedy: 'Use one of the names in config.ini, or add the key under this name.',
  },
  ...KEY_FORM_KINDS,
  'provider-failed': {
    exitCode: 3,
    happened: 'The command, keyring or function that provides the key failed.',
    remedy: 'Run the command or function by hand and fix it. No request was sent.',
  },
});

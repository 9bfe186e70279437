import { kindRows } from '../topic.js';

const ACCESS_CONTROL = 'https://apidocs.dlubal.com/access_control.html';

/** Failures of resolving a key. In a file of their own, so that a bundle with `resolveKey` contains only these. */
export const KEY_KINDS = /* @__PURE__ */ kindRows({
  'key-missing': {
    exitCode: 3,
    happened: 'No API key was found in any of the places.',
    remedy:
      'Give a key or the name of a stored one: as an option, in DLUBAL_API_KEY or DLUBAL_API_KEY_NAME, or as default in config.ini.',
    official: ACCESS_CONTROL,
  },
  'key-unknown-name': {
    exitCode: 3,
    happened: 'config.ini has no key with the name that was asked for.',
    remedy: 'Use one of the names in config.ini, or add the key under this name.',
  },
  'key-malformed': {
    exitCode: 3,
    happened: 'A text that is not a valid key was given as an API key.',
    remedy: 'Copy the whole key and nothing else: "ak-" and 48 digits, no quotes, no spaces, no line break.',
    official: ACCESS_CONTROL,
  },
  'provider-failed': {
    exitCode: 3,
    happened: 'The command, keyring or function that provides the key failed.',
    remedy: 'Run the command or function by hand and fix it. No request was sent.',
  },
});

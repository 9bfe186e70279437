/** Failures of this side, before a request leaves. */
export const LOCAL_KINDS = {
  'key-missing': {
    exitCode: 3,
    summary: 'No API key was found in any of the places looked at.',
    remedy:
      'Give a key or the name of a stored one: as an option, in DLUBAL_API_KEY or DLUBAL_API_KEY_NAME, or as default in config.ini.',
    docs: 'https://apidocs.dlubal.com/access_control.html',
  },
  'key-unknown-name': {
    exitCode: 3,
    summary: 'A key was asked for by a name that config.ini does not hold.',
    remedy: 'Use one of the names in config.ini, or add the key under this name.',
  },
  'key-malformed': {
    exitCode: 3,
    summary: 'A text was given as an API key that could never be one.',
    remedy: 'Copy the key again, whole and alone: "ak-" and 48 digits, no quotes, no blanks, no line end.',
    docs: 'https://apidocs.dlubal.com/access_control.html',
  },
  'provider-failed': {
    exitCode: 3,
    summary: 'The command, keyring or function that should give the key failed.',
    remedy: 'Run what gives the key by hand and mend it; no request was sent.',
  },
  'config-syntax': {
    exitCode: 8,
    summary: 'config.ini has a line that the official client cannot read either.',
    remedy: 'Mend the line that the message names.',
  },
  'config-unreadable': {
    exitCode: 8,
    summary: 'config.ini is there but could not be opened or read.',
    remedy: 'Check that the path is a file and that this user may read it.',
  },
  'settings-invalid': {
    exitCode: 8,
    summary: 'A .dlubalrc has an entry that cannot be used.',
    remedy: 'Mend the entry that the message names; API keys do not belong in this file.',
  },
  'address-invalid': {
    exitCode: 2,
    summary: 'The address of the server is not one that gRPC can use.',
    remedy: 'Give host and port alone, such as 127.0.0.1:9000: no scheme, no path, a port from 1 to 65535.',
  },
  'client-misuse': {
    exitCode: 1,
    summary: 'The gRPC client was used in a way that it does not allow.',
    remedy: 'Mend the calling code; no request was sent.',
  },
  unrecognised: {
    exitCode: 1,
    reached: 'maybe',
    summary: 'The error is not one that this package knows.',
    remedy: 'Read the error itself: it does not look like an answer of the server or of the connection.',
  },
} as const;

/** Failures of this side, before a request leaves. */
export const LOCAL_KINDS = {
  'key-missing': {
    exitCode: 3,
    happened: 'No API key was found in any of the places looked at.',
    remedy:
      'Give a key or the name of a stored one: as an option, in DLUBAL_API_KEY or DLUBAL_API_KEY_NAME, or as default in config.ini.',
    docs: 'https://apidocs.dlubal.com/access_control.html',
  },
  'key-unknown-name': {
    exitCode: 3,
    happened: 'A key was asked for by a name that config.ini does not hold.',
    remedy: 'Use one of the names in config.ini, or add the key under this name.',
  },
  'key-malformed': {
    exitCode: 3,
    happened: 'A text was given as an API key that could never be one.',
    remedy: 'Copy the key again, whole and alone: "ak-" and 48 digits, no quotes, no blanks, no line end.',
    docs: 'https://apidocs.dlubal.com/access_control.html',
  },
  'provider-failed': {
    exitCode: 3,
    happened: 'The command, keyring or function that should give the key failed.',
    remedy: 'Run what gives the key by hand and mend it; no request was sent.',
  },
  'config-syntax': {
    exitCode: 8,
    happened: 'config.ini has a line that the official client cannot read either.',
    remedy: 'Mend the line that the message names.',
  },
  'config-unreadable': {
    exitCode: 8,
    happened: 'config.ini is there but could not be opened or read.',
    remedy: 'Check that the path is a file and that this user may read it.',
  },
  'config-unwritable': {
    exitCode: 8,
    happened: 'config.ini could not be changed. It is as it was.',
    remedy: 'Check that this user can write to the file and its folder, and that the disk is not full.',
  },
  'settings-invalid': {
    exitCode: 8,
    happened: 'A .dlubalrc has an entry that cannot be used.',
    remedy: 'Mend the entry that the message names; API keys do not belong in this file.',
  },
  'settings-untrusted': {
    exitCode: 8,
    happened: 'A .dlubalrc comes from somebody else, so its settings were not used.',
    remedy: 'Read the file, then take it over or remove it.',
  },
  'plaintext-refused': {
    exitCode: 7,
    happened: 'The API key was about to be sent unencrypted to another machine.',
    remedy: 'Turn TLS on, or reach the server through a tunnel.',
  },
  'address-invalid': {
    exitCode: 2,
    happened: 'The address of the server is not one that gRPC can use.',
    remedy: 'Give host and port alone, such as 127.0.0.1:9000: no scheme, no path, a port from 1 to 65535.',
  },
  // 5, since the next step is the same as after the server's own refusal: wait for the month, or get more.
  'budget-exhausted': {
    exitCode: 5,
    happened: 'The budget for this month is used up, so the call was not made.',
    remedy: 'Wait for the next month (UTC), raise the budget if the plan includes more, or use --force.',
  },
  // 6, since the next step is the same as when the server is not reached: try again when it is back.
  'budget-unavailable': {
    exitCode: 6,
    retryable: true,
    happened: 'The store that counts the budget cannot be used, so the call was not made.',
    remedy: 'Try again when it is back, or set onStoreDown to "failOpen" to go on without it.',
  },
  'client-misuse': {
    exitCode: 1,
    happened: 'An option or a method was used in a way that is not allowed.',
    remedy: 'Correct the calling code; no request was sent.',
  },
  'edit-refused': {
    exitCode: 2,
    happened: 'An edit would lose something in config.ini, or could not be read back. The file is as it was.',
    remedy: 'Change the edit as the message says.',
  },
  usage: {
    exitCode: 2,
    happened: 'A command cannot be run as it was written.',
    remedy: 'See the help of the command.',
  },
  unrecognised: {
    exitCode: 1,
    billed: 'maybe',
    happened: 'The error is not one that this package knows.',
    remedy: 'Read the error itself: it does not look like an answer of the server or of the connection.',
  },
} as const;

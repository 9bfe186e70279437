import type { Command } from '../command-line/command.js';
import { SERVER_OPTIONS } from './shared-options.js';

const STDIN = { help: 'read the key from standard input instead of asking for it' };

/** Commands that show and change what config.ini holds. */
export const KEYS_ROWS: Readonly<Record<string, Command>> = {
  'keys list': {
    summary: 'List the keys in config.ini, masked',
    about:
      'A fingerprint tells one key from another and cannot be turned back into it: pin it in CI with "resolve --expect".',
    examples: ['dlubal-auth keys list', 'dlubal-auth keys list --config ./config.ini --json'],
    load: async () => (await import('../commands/keys/keys-list.js')).keysList,
  },
  'keys show': {
    summary: 'Show one key of config.ini, masked unless told otherwise',
    words: ['NAME'],
    options: { reveal: { help: 'print the key itself too' } },
    examples: ['dlubal-auth keys show project_1', 'dlubal-auth keys show project_1 --reveal --json'],
    load: async () => (await import('../commands/keys/keys-show.js')).keysShow,
  },
  'keys add': {
    summary: 'Store a key under a name',
    about: `Asks for the key without showing it, or reads it from standard input. A key is never an argument: others on this
machine could read it. The file is changed as one step, with comments, order and line ends kept. The first key
becomes the default.`,
    words: ['NAME'],
    options: {
      stdin: STDIN,
      force: { help: 'replace the key that stands under this name' },
      keyring: { help: 'put it into the system keyring; fails where there is none, and writes nothing' },
    },
    examples: ['dlubal-auth keys add project_1', 'vault-key dlubal | dlubal-auth keys add project_1 --stdin'],
    load: async () => (await import('../commands/keys/keys-add.js')).keysAdd,
  },
  'keys use': {
    summary: 'Make a stored key the default',
    words: ['NAME'],
    examples: [
      'dlubal-auth keys use project_2',
      'dlubal-auth keys use project_2 --config ./config.ini --json',
    ],
    load: async () => (await import('../commands/keys/keys-use.js')).keysUse,
  },
  'keys rotate': {
    summary: 'Replace a key by a new one that the server accepts',
    about: `Asks the server with the new key before anything is written, which is one API request; a key that is not accepted
changes nothing. The default moves with the name. The old key stays as NAME.old.`,
    words: ['NAME'],
    options: {
      stdin: STDIN,
      'drop-old': { help: 'do not keep the old key' },
      offline: { help: 'store the new key without asking the server' },
      ...SERVER_OPTIONS,
    },
    examples: [
      'dlubal-auth keys rotate project_1',
      'vault-key dlubal | dlubal-auth keys rotate project_1 --stdin --drop-old --json',
    ],
    load: async () => (await import('../commands/keys/keys-rotate.js')).keysRotate,
  },
  'keys rename': {
    summary: 'Give a stored key another name; the default follows',
    words: ['OLD', 'NEW'],
    examples: ['dlubal-auth keys rename project_1 bridge', 'dlubal-auth keys rename project_1 bridge --json'],
    load: async () => (await import('../commands/keys/keys-rename.js')).keysRename,
  },
  'keys remove': {
    summary: 'Remove a stored key, after asking',
    about: 'A default that holds the same key goes too, unless another name holds it.',
    words: ['NAME'],
    options: { yes: { help: 'remove it without asking' } },
    examples: ['dlubal-auth keys remove project_1', 'dlubal-auth keys remove project_1 --yes --json'],
    load: async () => (await import('../commands/keys/keys-remove.js')).keysRemove,
  },
  'keys import': {
    summary: "Take over the keys of an older client's config.ini",
    about: `Shows what becomes of each key, conflicts first: names that hold another key here. Conflicts stop the import, or are
asked about on a terminal, unless --keep or --replace says what to do. Keys that could never work are left out.`,
    words: ['FILE'],
    options: {
      'dry-run': { help: 'show what would be done, and do nothing' },
      keep: { help: 'where a name holds another key here, keep that one' },
      replace: { help: 'where a name holds another key here, take the one of the file' },
    },
    examples: [
      'dlubal-auth keys import venv/lib/python3.11/site-packages/dlubal/api/config.ini --dry-run',
      'dlubal-auth keys import old/config.ini --keep --json',
    ],
    load: async () => (await import('../commands/keys/import/keys-import.js')).keysImport,
  },
};

import { define } from '../../command-line/definition.js';
import { CONFIG, SERVER_OPTIONS } from '../../command-line/shared-options.js';
import { flag, keyName, path, required, text } from '../../command-line/values.js';

const STORED = { name: required(keyName('NAME', 'name of the stored key')) };
const NEW = text('NAME', 'name for the key, such as project_1');
const STDIN = flag('read the key from stdin instead of asking for it');

const YES = flag('do not ask, even where the only copy of a key would be replaced');

export const KEYS_LIST = define({
  name: 'keys list',
  summary: 'List the keys in config.ini, masked',
  about:
    'A fingerprint identifies a key and cannot be turned back into it: pin it in CI with "resolve --expect".',
  options: { ...CONFIG, keyring: flag('list the keys of the system keyring instead') },
  examples: ['dlubal-auth keys list', 'dlubal-auth keys list --keyring --json'],
});

export const KEYS_SHOW = define({
  name: 'keys show',
  summary: 'Show one key of config.ini, masked unless --reveal is given',
  arguments: STORED,
  options: { ...CONFIG, reveal: flag('print the key itself too') },
  examples: ['dlubal-auth keys show project_1', 'dlubal-auth keys show project_1 --reveal --json'],
});

export const KEYS_ADD = define({
  name: 'keys add',
  summary: 'Store a key under a name',
  about: `Asks for the key without showing it, or reads it from stdin. A key is never an argument: other users on this machine could read it. The file is changed in one step; comments, order and line ends stay. The first key becomes the default. A text that cannot be a key is refused, and the only copy of a key is replaced only after a question, or with --yes.`,
  arguments: { name: required(NEW) },
  options: {
    ...CONFIG,
    stdin: STDIN,
    force: flag('replace the key that has this name'),
    yes: YES,
    keyring: flag('store it in the system keyring instead; where there is none, nothing is written'),
  },
  examples: ['dlubal-auth keys add project_1', 'vault-key dlubal | dlubal-auth keys add project_1 --stdin'],
});

export const KEYS_USE = define({
  name: 'keys use',
  summary: 'Make a stored key the default',
  about:
    'The default is the key of every client on this machine that is given no other: the official ones, and the AI assistants that use them. A variable or a settings file that comes first here is named.',
  arguments: STORED,
  options: { ...CONFIG, yes: YES },
  examples: ['dlubal-auth keys use project_2', 'dlubal-auth keys use project_2 --config ./config.ini --json'],
});

export const KEYS_ROTATE = define({
  name: 'keys rotate',
  summary: 'Replace a key with a new one that the server accepts',
  about: `Asks the server with the new key before anything is written, which is one API request; a key that is not accepted changes nothing. The default moves with the name. The old key stays as NAME.old.`,
  arguments: STORED,
  options: {
    ...CONFIG,
    stdin: STDIN,
    'drop-old': flag('do not keep the old key'),
    yes: YES,
    offline: flag('store the new key without asking the server'),
    ...SERVER_OPTIONS,
  },
  examples: [
    'dlubal-auth keys rotate project_1',
    'vault-key dlubal | dlubal-auth keys rotate project_1 --stdin --drop-old --yes',
  ],
});

export const KEYS_RENAME = define({
  name: 'keys rename',
  summary: 'Give a stored key another name; the default follows',
  arguments: {
    old: required(keyName('OLD', 'name of the stored key')),
    to: required(text('NEW', 'its new name')),
  },
  options: CONFIG,
  examples: ['dlubal-auth keys rename project_1 bridge', 'dlubal-auth keys rename project_1 bridge --json'],
});

export const KEYS_REMOVE = define({
  name: 'keys remove',
  summary: 'Remove a stored key, after asking',
  about: 'A default with the same key is removed too, unless another name has that key.',
  arguments: STORED,
  options: { ...CONFIG, yes: flag('remove it without asking') },
  examples: ['dlubal-auth keys remove project_1', 'dlubal-auth keys remove project_1 --yes --json'],
});

export const KEYS_IMPORT = define({
  name: 'keys import',
  summary: "Import the keys of an older client's config.ini",
  about: `Shows what happens to each key, conflicts first: names that have another key here. Conflicts stop the import, or are asked about on a terminal, unless --keep or --replace says what to do. Keys that could never work are left out.`,
  arguments: { file: required(path('FILE', 'the other config.ini')) },
  options: {
    ...CONFIG,
    'dry-run': flag('show what would be done, and do nothing'),
    keep: flag('where a name has another key here, keep that one'),
    replace: flag('where a name has another key here, take the one from the file'),
    yes: YES,
  },
  excludes: [['keep', 'replace']],
  examples: [
    'dlubal-auth keys import old/config.ini --dry-run',
    'dlubal-auth keys import old/config.ini --keep --json',
  ],
});

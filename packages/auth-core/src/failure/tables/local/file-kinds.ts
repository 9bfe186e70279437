import { kindRows } from '../topic.js';
import { SETTINGS_KINDS } from './settings-kinds.js';

/** Failures of the files themselves, and of changing them. */
export const FILE_KINDS = /* @__PURE__ */ kindRows({
  'config-unreadable': {
    exitCode: 8,
    happened: 'config.ini or .dlubalrc exists but could not be opened or read.',
    remedy: 'Check that the path is a file and that this user is allowed to read it.',
  },
  'config-unwritable': {
    exitCode: 8,
    happened: 'config.ini could not be changed. It is as it was.',
    remedy: 'Check that this user can write to the file and its folder, and that the disk is not full.',
  },
  'edit-refused': {
    exitCode: 2,
    happened: 'An edit would lose something in config.ini, or could not be read back. The file is as it was.',
    remedy: 'Change the edit as the message says.',
  },
  ...SETTINGS_KINDS,
});

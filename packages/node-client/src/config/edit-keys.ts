import { type EditedFile, editFile, type TextEdit } from '../file/edit-file.js';
import { recordChanges } from './audit-log.js';
import { type AuditOptions, auditLog } from './audit-options.js';
import { keyChanges } from './key-changes.js';

interface EditKeysOptions {
  readonly lockWaitMs: number;
  readonly audit: AuditOptions;
}

/**
 * Changes a config.ini and writes down what happened to its keys, where that was asked for: every edit goes through here.
 *
 * @throws {ConfigFileError} when the file cannot be read or changed; then it is left as it was
 */
export async function editKeys(
  path: string,
  edit: TextEdit,
  { lockWaitMs, audit }: EditKeysOptions,
): Promise<EditedFile> {
  let before = '';
  const noted: TextEdit = (text) => {
    before = text;
    return edit(text);
  };
  const edited = await editFile(path, noted, lockWaitMs);
  // Telling what changed reads both texts, which takes as long as the edit itself.
  if (edited.changed && auditLog(audit) !== undefined)
    recordChanges(keyChanges(before, edited.text), { config: path }, audit);
  return edited;
}

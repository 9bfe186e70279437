import { API_KEYS } from '../config-types.js';
import { parseConfig } from '../parse-config.js';
import { type ScannedConfig, scanConfig } from '../scan-config.js';
import { shownName } from '../shown-name.js';
import { ConfigEditError } from './config-edit-error.js';
import type { WantedEdit } from './read-edit.js';

const LEFT = 'config.ini is left as it is: change it by hand.';

/**
 * Reads the new text back: what was wanted is there, and every other entry means what it meant.
 *
 * @throws {ConfigEditError} where it is not so
 */
export function verifyEdit(text: string, after: string, wanted: WantedEdit): void {
  const [old, now] = [parseConfig(text), parseConfig(after)];
  if (!old.ok || !now.ok) {
    throw new ConfigEditError('The edit would make config.ini unreadable.', LEFT);
  }
  for (const [name, value] of wanted.set) {
    if (now.apiKeys?.get(name)?.value !== value) {
      throw new ConfigEditError(`The entry ${shownName(name)} would not be read back as given.`, LEFT);
    }
  }
  for (const [name, entry] of old.apiKeys ?? []) {
    if (wanted.set.has(name) || wanted.remove.has(name)) continue;
    const kept = now.apiKeys?.get(wanted.rename.get(name) ?? name);
    if (kept === undefined || (entry.error === undefined && kept.error !== undefined)) {
      throw new ConfigEditError(
        `The entry ${shownName(name)} refers to one that would go.`,
        'Give it a value of its own first.',
      );
    }
  }
  verifyRawValues(scanConfig(text), scanConfig(after), wanted);
}

function verifyRawValues(old: ScannedConfig, now: ScannedConfig, wanted: WantedEdit): void {
  for (const [sectionName, section] of old) {
    const kept = now.get(sectionName)?.entries;
    const ours = sectionName === API_KEYS;
    for (const [name, entry] of section.entries) {
      if (ours && (wanted.set.has(name) || wanted.remove.has(name))) continue;
      const nowNamed = (ours ? wanted.rename.get(name) : undefined) ?? name;
      if (kept?.get(nowNamed)?.value !== entry.value) {
        throw new ConfigEditError(
          `The edit would change the entry ${shownName(name)} of [${sectionName}].`,
          LEFT,
        );
      }
    }
  }
}

import { KeyFormatError } from '../../key/key-format-error.js';
import { type KeyFormat, whyNotSendable } from '../../redaction/key-format.js';
import { DEFAULT_NAME } from '../config-types.js';
import { parseConfig } from '../parse-config.js';
import { plainName } from '../shown-name.js';

/**
 * Refuses a change of config.ini that would store what cannot be sent as a key: it would take the place of a key that
 * Dlubal shows only once. What the file holds already can stay, and get another name.
 *
 * @param before The text before the change; empty where there was no file.
 * @param after The text that would be written.
 * @throws {KeyFormatError} with what is wrong, in words that do not show the text
 */
export function checkNewKeys(before: string, after: string, format?: KeyFormat): void {
  if (before === after) return;
  let held: ReadonlySet<string> | undefined;
  for (const [name, value] of entriesOf(after)) {
    const flaw = whyNotSendable(value, format);
    if (flaw === undefined) continue;
    held ??= new Set(entriesOf(before).map(([, old]) => old));
    if (!held.has(value)) throw new KeyFormatError(placeOf(name), `${flaw}. Nothing was stored`);
  }
}

const placeOf = (name: string): string =>
  name === DEFAULT_NAME ? 'the default key' : `the key for ${plainName(name)}`;

/** The values that can be read; the rest is for the reader of the file to report. */
function entriesOf(text: string): [name: string, value: string][] {
  const config = parseConfig(text);
  if (!config.ok) return [];
  return [...(config.apiKeys?.values() ?? [])].flatMap(({ name, value }) =>
    value === undefined ? [] : [[name, value]],
  );
}

import { keyAt } from './key-in-text.js';
import { KEY_START, keyRun } from './redact.js';

/** A whole key in a text. */
export interface KeyPlace {
  /** Offset of its first character, or of the run of base64 that holds it. */
  readonly start: number;
  /** The key as it is written: `ak-` and 48 digits, small letters, no escapes. A secret. */
  readonly key: string;
}

const WHOLE = /^ak-[0-9a-f]{48}$/;

/**
 * How `ak-` and `AK-` look in base64, at each of the three places where a group of it may begin, followed by a digit;
 * then the same in UTF-16, as PowerShell encodes.
 */
const BASE64_START = /YWst|FrL[TW]|hay[01]|QUst|FLL[TUW]|BSy[01]|YQBrAC0A|EAawAt|hAGsAL/g;
const BASE64 = /[\w+/-]/;

/**
 * Finds every whole API key in a text, in all the ways that `redact` masks: in capitals, with the escapes of URLs, JSON,
 * Python, HTML and mail, broken by a line end, in base64. Unlike `redact` it passes over what is only a part of a key, so
 * that it can be run over any text without false alarms. Takes time in proportion to the text.
 *
 * @returns the places in the order of the text, one for each time that a key is there
 * @example for (const { start, key } of findKeys(text)) report(text.slice(0, start).split('\n').length);
 */
export function findKeys(text: string): KeyPlace[] {
  return [...inPlainText(text), ...inBase64(text)].sort((a, b) => a.start - b.start);
}

function* inPlainText(text: string): Iterable<KeyPlace> {
  const starts = new RegExp(KEY_START);
  for (let match = starts.exec(text); match !== null; match = starts.exec(text)) {
    const found = keyAt(text, match.index);
    if (found === undefined) continue;
    starts.lastIndex = found.end;
    const key = found.key.toLowerCase();
    if (WHOLE.test(key)) yield { start: match.index, key };
  }
}

function* inBase64(text: string): Iterable<KeyPlace> {
  const starts = new RegExp(BASE64_START);
  for (let match = starts.exec(text), passed = 0; match !== null; match = starts.exec(text)) {
    let start = match.index;
    while (start > passed && BASE64.test(text.charAt(start - 1))) start -= 1;
    const run = keyRun(text, start);
    passed = Math.max(run.end, starts.lastIndex);
    starts.lastIndex = passed;
    const key = run.key?.slice(0, 51).toLowerCase();
    if (key !== undefined && WHOLE.test(key)) yield { start, key };
  }
}

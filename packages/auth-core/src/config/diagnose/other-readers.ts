import { parse } from '../../text/ini.js';
import { API_KEYS } from '../config-types.js';

/** What another INI reader makes of a text: the entries of `[api_keys]`, or the line at which it gives up. */
export type OtherReading =
  | { readonly ok: true; readonly value: (name: string) => unknown }
  | { readonly ok: false; readonly line: number };

/** A reader of INI files that scripts next to the official client use. */
export interface OtherReader {
  /** As it is called in a sentence. */
  readonly name: string;
  readonly read: (text: string) => OtherReading;
}

export const OTHER_READERS: readonly OtherReader[] = [
  { name: "npm's ini", read: readAsNpm },
  { name: '.NET', read: readAsDotnet },
];

function readAsNpm(text: string): OtherReading {
  const section: unknown = parse(text)[API_KEYS];
  const entries = new Map<string, unknown>(
    typeof section === 'object' && section !== null ? Object.entries(section) : [],
  );
  return { ok: true, value: (name) => entries.get(name) };
}

/**
 * The rules of `Microsoft.Extensions.Configuration.Ini` (dotnet/runtime, IniStreamConfigurationProvider.Read):
 * `=` alone parts name and value, `;`, `#` and `/` begin a comment, quotation marks go, names in any case are
 * one, and a line that is none of these ends the reading of the whole file.
 */
function readAsDotnet(text: string): OtherReading {
  const data = new Map<string, string>();
  let prefix = '';
  let number = 0;
  for (const raw of text.split(/\r\n|\r|\n/)) {
    number += 1;
    const line = trimAsDotnet(raw);
    if (line === '' || ';#/'.includes(line.charAt(0))) continue;
    if (line.startsWith('[') && line.endsWith(']')) {
      prefix = `${trimAsDotnet(line.slice(1, -1))}:`;
      continue;
    }
    const equals = line.indexOf('=');
    const key = foldCase(prefix + trimAsDotnet(line.slice(0, Math.max(equals, 0))));
    if (equals < 0 || data.has(key)) return { ok: false, line: number };
    data.set(key, unquoted(trimAsDotnet(line.slice(equals + 1))));
  }
  return { ok: true, value: (name) => data.get(foldCase(`${API_KEYS}:${name}`)) };
}

const unquoted = (value: string): string =>
  value.length > 1 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value;

/** `StringComparer.OrdinalIgnoreCase`: character by character, and none becomes two. */
function foldCase(text: string): string {
  const upper = text.toUpperCase();
  return upper.length === text.length ? upper : text.replace(/\p{L}/gu, foldLetter);
}

const foldLetter = (letter: string): string =>
  letter.toUpperCase().length === letter.length ? letter.toUpperCase() : letter;

/** `String.Trim`: as JavaScript's, with U+0085 and without U+FEFF. */
function trimAsDotnet(text: string): string {
  const isSpace = (at: number): boolean => /[^\S\ufeff]|\x85/.test(text.charAt(at));
  let [from, to] = [0, text.length];
  while (from < to && isSpace(from)) from += 1;
  while (to > from && isSpace(to - 1)) to -= 1;
  return text.slice(from, to);
}

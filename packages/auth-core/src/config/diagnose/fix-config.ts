import { API_KEYS } from '../config-types.js';
import { applyPatches, type Patch } from '../edit/apply-patches.js';
import { parseConfig } from '../parse-config.js';
import { strip } from '../python-space.js';
import { type EntrySpan, type ScannedSection, scanConfig } from '../scan-config.js';
import { LONE_CARRIAGE_RETURN } from './diagnose-config.js';
import { OTHER_READERS } from './other-readers.js';
import { isPlainHeader } from './plain-header.js';

/**
 * Rewrites lines of config.ini that npm's `ini` or .NET's reader read differently from the official client, so that
 * all of them read the same: `:` becomes `=`, names of `[api_keys]` are written in small letters, a
 * reference such as `%(project_1)s` becomes the value it stands for, and what follows a section's header goes to
 * a comment of its own. To the official client the file means what it meant. Comments, order, line ends and the
 * entries of other sections stay.
 *
 * What no line could say to all readers alike (a name with brackets, a value of several lines, a `%`) stays as it
 * is; `diagnoseConfig` goes on to report it. A file that cannot be read is given back unchanged.
 *
 * @example fixConfig('[api_keys] ; ours\nBridge : ak-…\n') // '[api_keys]\n; ours\nbridge = ak-…\n'
 */
export function fixConfig(text: string): string {
  if (!parseConfig(text).ok || LONE_CARRIAGE_RETURN.test(text)) return text;
  const headed = applyPatches(text, headerPatches(text));
  const fixed = applyPatches(headed, entryPatches(headed));
  return meansTheSame(text, fixed) ? fixed : text;
}

function headerPatches(text: string): Patch[] {
  const newline = /\r?\n/.exec(text)?.[0] ?? '\n';
  return [...scanConfig(text).values()].flatMap(({ name, headerStart: from, headerEnd: to }) => {
    const line = text.slice(from, to);
    // A name with anything else in it is not one that all readers could take.
    if (isPlainHeader(line) || !/^[\w-]+$/.test(name)) return [];
    const end = lineEnd(line);
    const rest = strip(line.slice(line.indexOf(']') + 1));
    const comment = /^[#;]/.test(rest) ? rest : `; ${rest}`;
    return [{ from, to, text: `[${name}]${rest === '' ? '' : (end || newline) + comment}${end}` }];
  });
}

const lineEnd = (line: string): string => /\r?\n$/.exec(line)?.[0] ?? '';

function entryPatches(text: string): Patch[] {
  const config = parseConfig(text);
  const section = scanConfig(text).get(API_KEYS);
  if (!config.ok || section === undefined) return [];
  return [...section.entries.keys()].flatMap((name, index) => {
    const span = section.spans[index];
    const value = config.apiKeys?.get(name)?.value;
    return span === undefined || value === undefined ? [] : fixedEntry(text, span, name, value);
  });
}

function fixedEntry(text: string, span: EntrySpan, name: string, value: string): Patch[] {
  const line = text.slice(span.start, span.end);
  if (allRead(line, name, value)) return [];
  // The indent stays: taking it away could make the next line continue this one.
  const indent = text.slice(span.start, span.nameStart);
  const fixed = `${indent}${name} = ${value}${lineEnd(line)}`;
  return allRead(fixed, name, value) ? [{ from: span.start, to: span.end, text: fixed }] : [];
}

/** What needs no reader to be tried: nearly every line of nearly every file. */
const SIMPLE = /^[ \t]*[a-z][a-z0-9_-]*[ \t]*=[ \t]*ak-[0-9a-f]+[ \t]*\r?\n?$/;

/** Whether every reader finds this name with this value in the line, where it is alone. */
function allRead(line: string, name: string, value: string): boolean {
  if (SIMPLE.test(line)) return true;
  const text = `[${API_KEYS}]\n${line}`;
  const config = parseConfig(text);
  if (!config.ok || config.apiKeys?.get(name)?.value !== value) return false;
  return OTHER_READERS.every(({ read }) => {
    const reading = read(text);
    return reading.ok && reading.value(name) === value;
  });
}

/** Same sections, same names in the same order, same values or the same refusal. */
function meansTheSame(before: string, after: string): boolean {
  return meaning(before) === meaning(after);
}

function meaning(text: string): string {
  const config = parseConfig(text);
  if (!config.ok) return '';
  const entries = [...(config.apiKeys?.values() ?? [])].map(({ name, value, error }) => [
    name,
    value ?? error?.rule,
  ]);
  const others = [...scanConfig(text).values()].filter(({ name }) => name !== API_KEYS).map(rawEntries);
  return JSON.stringify([config.sections, entries, others]);
}

const rawEntries = ({ entries }: ScannedSection): unknown[] =>
  [...entries.values()].map(({ name, value }) => [name, value]);

import type { ApiKey } from '../key/api-key.js';
import { ConfigEditError } from './config-edit-error.js';
import { API_KEYS, DEFAULT_NAME, DEFAULT_SECTION } from './config-types.js';
import { escapePercent } from './interpolate.js';
import { parseConfig } from './parse-config.js';
import { skipSpace } from './python-space.js';
import { type EntrySpan, type ScannedConfig, type ScannedSection, scanConfig } from './scan-config.js';
import { shownName } from './shown-name.js';
import { checkWritableValue, writableName } from './writable.js';

/** What is to change in `[api_keys]`. Names in any case; values as they shall be read back. */
export interface ConfigEdit {
  /** Names and their new values; a name that is there keeps its place. */
  readonly set?: Readonly<Record<string, string | ApiKey>>;
  /** Names whose entries go. A name that is not there is passed over. */
  readonly remove?: readonly string[];
  /** The value that `default` shall hold. */
  readonly setDefault?: string | ApiKey;
}

/** A piece of the text, [from, to), and what stands there afterwards. */
interface Patch {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

interface Wanted {
  readonly set: ReadonlyMap<string, string>;
  readonly remove: ReadonlySet<string>;
}

/**
 * Changes entries of `[api_keys]` and nothing else: comments, order, blank lines, line ends and other sections
 * stay byte for byte. What it writes, configparser reads back exactly (`%` is doubled). An entry that already
 * reads as wanted is not touched, so an edit that changes nothing gives back the same text.
 *
 * @throws {ConfigEditError} when a name or value cannot be written, when removing a name would break a value
 * that refers to it, or when the text itself cannot be read; the message holds no value.
 * @example editConfig(text, { set: { project_3: 'ak-…' }, setDefault: 'ak-…' })
 */
export function editConfig(text: string, edit: ConfigEdit): string {
  const wanted = readEdit(edit);
  const before = parseConfig(text);
  if (!before.ok) {
    throw new ConfigEditError(`config.ini cannot be read, so it is left as it is: ${before.error.message}`);
  }
  const pending = new Map(
    [...wanted.set].filter(([name, value]) => before.apiKeys?.get(name)?.value !== value),
  );
  const scanned = scanConfig(text);
  const removed = [...wanted.remove].flatMap((name) => removal(text, scanned, name));
  if (pending.size === 0 && removed.length === 0) return text;

  const after = applyPatches(text, [...removed, ...writing(text, scanned, pending)]);
  verify(text, after, wanted);
  return after;
}

const textOf = (value: string | ApiKey): string => (typeof value === 'string' ? value : value.reveal());

/** Checks names and values, and brings the three parts of an edit into two. */
function readEdit(edit: ConfigEdit): Wanted {
  const set = new Map<string, string>();
  for (const [given, value] of Object.entries(edit.set ?? {})) {
    const name = writableName(given);
    if (set.has(name)) {
      throw new ConfigEditError(
        `The name ${shownName(given)} is given twice: capital and small letters are the same.`,
      );
    }
    set.set(name, textOf(value));
  }
  if (edit.setDefault !== undefined) set.set(DEFAULT_NAME, textOf(edit.setDefault));
  for (const [name, value] of set) checkWritableValue(name, value);
  const remove = new Set((edit.remove ?? []).map(writableName));
  for (const name of remove) {
    if (set.has(name))
      throw new ConfigEditError(`The name ${shownName(name)} is to be set and removed at once.`);
  }
  return { set, remove };
}

function removal(text: string, scanned: ScannedConfig, name: string): Patch[] {
  const section = scanned.get(API_KEYS);
  const span = spanOf(section, name);
  if (span !== undefined) {
    const lines = linesOf(text, span);
    return [{ from: span.start, to: span.end, text: lines.filter(isComment).join('') }];
  }
  if (section !== undefined && scanned.get(DEFAULT_SECTION)?.entries.has(name)) {
    throw new ConfigEditError(
      `The name ${shownName(name)} stands in [DEFAULT], which all sections share. Remove it there by hand.`,
    );
  }
  return [];
}

function spanOf(section: ScannedSection | undefined, name: string): EntrySpan | undefined {
  return section?.entries.has(name) ? section.spans[[...section.entries.keys()].indexOf(name)] : undefined;
}

/** Patches that give each name its value: in its place where it has one, else after the section's last entry. */
function writing(text: string, scanned: ScannedConfig, pending: ReadonlyMap<string, string>): Patch[] {
  const section = scanned.get(API_KEYS);
  const patches: Patch[] = [];
  const fresh: string[] = [];
  const newline = /\r?\n/.exec(text)?.[0] ?? '\n';
  const indent = section === undefined ? '' : indentFor(text, section);
  for (const [name, value] of pending) {
    const span = spanOf(section, name);
    if (span === undefined) fresh.push(`${indent}${name} = ${escapePercent(value)}${newline}`);
    else patches.push(replacement(text, span, escapePercent(value), newline));
  }
  if (fresh.length > 0) patches.push(insertion(text, section, fresh.join(''), newline));
  return patches;
}

/** An entry's first line: name and delimiter, blanks, value, line end. */
const FIRST_LINE = /^([^=:]*[=:])([ \t]*)([^\n]*?)(\r?\n)?$/;

/** The lines of an entry, each with its line end. */
function linesOf(text: string, span: EntrySpan): string[] {
  return text.slice(span.start, span.end).split(/(?<=\n)/);
}

function isComment(line: string): boolean {
  const head = line[skipSpace(line, 0, line.length)];
  return head === '#' || head === ';';
}

/** The entry's line up to its delimiter as it stands, then the new value; comments inside the old one stay. */
function replacement(text: string, span: EntrySpan, value: string, newline: string): Patch {
  const [firstLine = '', ...others] = linesOf(text, span);
  const [, head = '', gap = '', old = '', lineEnd = ''] = FIRST_LINE.exec(firstLine) ?? [];
  const kept = others.filter(isComment);
  const end = kept.length > 0 && lineEnd === '' ? newline : lineEnd;
  const space = gap === '' && old.trim() === '' ? ' ' : gap;
  return { from: span.start, to: span.end, text: head + space + value + end + kept.join('') };
}

function insertion(text: string, section: ScannedSection | undefined, lines: string, newline: string): Patch {
  const at = section === undefined ? text.length : endOf(section);
  const open = at > 0 && text[at - 1] !== '\n' ? newline : '';
  const header = section === undefined ? `${at > 0 ? newline : ''}[${API_KEYS}]${newline}` : '';
  return { from: at, to: at, text: open + header + lines };
}

function endOf(section: ScannedSection): number {
  return section.spans.at(-1)?.end ?? section.headerEnd;
}

/**
 * The indent of a new entry: that of the entry above it, so that it does not continue that one and nothing
 * below continues it; in an empty section that of the line which follows.
 */
function indentFor(text: string, section: ScannedSection): string {
  const last = section.spans.at(-1);
  if (last !== undefined) return text.slice(last.start, last.nameStart);
  for (let start = section.headerEnd; start < text.length; ) {
    const feed = text.indexOf('\n', start);
    const end = feed < 0 ? text.length : feed;
    const from = skipSpace(text, start, end);
    if (from < end && text[from] !== '#' && text[from] !== ';') return text.slice(start, from);
    start = end + 1;
  }
  return '';
}

function applyPatches(text: string, patches: readonly Patch[]): string {
  let after = '';
  let at = 0;
  for (const patch of [...patches].sort((a, b) => a.from - b.from || a.to - b.to)) {
    after += text.slice(at, patch.from) + patch.text;
    at = patch.to;
  }
  return after + text.slice(at);
}

/** Reads the new text back: what was wanted is there, and every other entry means what it meant. */
function verify(text: string, after: string, wanted: Wanted): void {
  const [old, now] = [parseConfig(text), parseConfig(after)];
  if (!old.ok || !now.ok)
    throw new ConfigEditError('The edit would make config.ini unreadable; it is left as it is.');
  for (const [name, value] of wanted.set) {
    if (now.apiKeys?.get(name)?.value !== value) {
      throw new ConfigEditError(
        `The entry ${shownName(name)} would not be read back as given; config.ini is left as it is.`,
      );
    }
  }
  for (const [name, entry] of old.apiKeys ?? []) {
    if (wanted.set.has(name) || wanted.remove.has(name)) continue;
    const kept = now.apiKeys?.get(name);
    if (kept === undefined || (entry.error === undefined && kept.error !== undefined)) {
      throw new ConfigEditError(
        `The entry ${shownName(name)} refers to one that would go; give it a value of its own first. config.ini is left as it is.`,
      );
    }
  }
  verifyRawValues(scanConfig(text), scanConfig(after), wanted);
}

function verifyRawValues(old: ScannedConfig, now: ScannedConfig, wanted: Wanted): void {
  for (const [sectionName, section] of old) {
    const kept = now.get(sectionName)?.entries;
    for (const [name, entry] of section.entries) {
      if (sectionName === API_KEYS && (wanted.set.has(name) || wanted.remove.has(name))) continue;
      if (kept?.get(name)?.value !== entry.value) {
        throw new ConfigEditError(
          `The edit would change the entry ${shownName(name)} of [${sectionName}]; config.ini is left as it is.`,
        );
      }
    }
  }
}

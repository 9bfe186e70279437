import { API_KEYS, type ConfigEntry, DEFAULT_SECTION } from '../config-types.js';
import { escapePercent } from '../interpolate.js';
import { parseConfig } from '../parse-config.js';
import { skipSpace, skipSpaceBack } from '../python-space.js';
import { type EntrySpan, type ScannedConfig, type ScannedSection, scanConfig } from '../scan-config.js';
import { shownName } from '../shown-name.js';
import { universalNewlines } from '../universal-newlines.js';
import { applyPatches, type Patch } from './apply-patches.js';
import { ConfigEditError } from './config-edit-error.js';
import { type ConfigEdit, readEdit, type WantedEdit } from './read-edit.js';
import { verifyEdit } from './verify-edit.js';

export type { ConfigEdit } from './read-edit.js';

/**
 * Changes entries of `[api_keys]` and nothing else: comments, order, blank lines, line ends and other sections
 * stay byte for byte, but for a line that ends with a carriage return alone, which gets the line end of the file. What it writes, configparser reads back exactly (`%` is doubled). An entry that already
 * reads as wanted is not touched, so an edit that changes nothing gives back the same text.
 *
 * @throws {ConfigEditError} when a name or value cannot be written, when removing or renaming an entry would
 * break a value that refers to it, or when a new name is taken; the message holds no value.
 * @throws {ConfigSyntaxError} when the text itself cannot be read.
 * @example editConfig(text, { set: { project_3: 'ak-…' }, setDefault: 'ak-…' })
 */
export function editConfig(given: string, edit: ConfigEdit): string {
  const wanted = readEdit(edit);
  const text = universalNewlines(given);
  const before = parseConfig(text);
  if (!before.ok) {
    throw before.error;
  }
  const scanned = scanConfig(text);
  const gone = [
    ...[...wanted.remove].flatMap((name) => removal(text, scanned, name)),
    ...[...wanted.rename].map(([from, to]) => renaming(text, scanned, from, to)),
  ];
  const pending = pendingValues(before.apiKeys, scanned, wanted, gone.length > 0);
  if (pending.size === 0 && gone.length === 0) return given;

  const after = applyPatches(text, [...gone, ...writing(text, scanned, pending)]);
  verifyEdit(text, after, wanted);
  return after;
}

/** The values to write: those that differ, and those that only refer to an entry which may go. */
function pendingValues(
  present: ReadonlyMap<string, ConfigEntry> | undefined,
  scanned: ScannedConfig,
  wanted: WantedEdit,
  namesGo: boolean,
): ReadonlyMap<string, string> {
  const refers = (name: string): boolean =>
    namesGo && scanned.get(API_KEYS)?.entries.get(name)?.value.includes('%(') === true;
  return new Map(
    [...wanted.set].filter(([name, value]) => present?.get(name)?.value !== value || refers(name)),
  );
}

function removal(text: string, scanned: ScannedConfig, name: string): Patch[] {
  const section = scanned.get(API_KEYS);
  if (section === undefined) return [];
  refuseShared(scanned, name, 'Remove');
  const span = spanOf(section, name);
  if (span === undefined) return [];
  const lines = linesOf(text, span);
  return [{ from: span.start, to: span.end, text: lines.filter(isComment).join('') }];
}

/** Another name over the old one; the rest of the line and all others stay. */
function renaming(text: string, scanned: ScannedConfig, from: string, to: string): Patch {
  const section = scanned.get(API_KEYS);
  refuseShared(scanned, from, 'Rename');
  const span = spanOf(section, from);
  if (span === undefined) {
    throw new ConfigEditError(`config.ini has no entry ${shownName(from)}.`, 'Rename one that it has.');
  }
  if (section?.entries.has(to) || scanned.get(DEFAULT_SECTION)?.entries.has(to)) {
    throw new ConfigEditError(
      `The name ${shownName(to)} is taken.`,
      'Choose another, or remove that entry first.',
    );
  }
  const delimiter = span.nameStart + text.slice(span.nameStart, span.end).search(/[=:]/);
  return { from: span.nameStart, to: skipSpaceBack(text, span.nameStart, delimiter), text: to };
}

/** An entry that goes would leave that of [DEFAULT] to be seen in its place. */
function refuseShared(scanned: ScannedConfig, name: string, deed: string): void {
  if (!scanned.get(DEFAULT_SECTION)?.entries.has(name)) return;
  throw new ConfigEditError(
    `The name ${shownName(name)} is in [DEFAULT], which all sections share.`,
    `${deed} it there by hand.`,
  );
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

/** An entry's first line: name and delimiter, spaces, value, line end. */
const FIRST_LINE = /^([^=:]*[=:])([ \t]*)([^\n]*?)(\r?\n)?$/;

/** The lines of an entry, each with its line end. */
function linesOf(text: string, span: EntrySpan): string[] {
  return text.slice(span.start, span.end).split(/(?<=\n)/);
}

function isComment(line: string): boolean {
  const head = line[skipSpace(line, 0, line.length)];
  return head === '#' || head === ';';
}

/** The entry's line up to its delimiter as it is, then the new value; comments inside the old one stay. */
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

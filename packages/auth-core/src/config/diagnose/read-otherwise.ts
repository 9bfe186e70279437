import { redact } from '../../redaction/redact.js';
import { API_KEYS, type ConfigEntry } from '../config-types.js';
import type { ScannedConfig, ScannedSection } from '../scan-config.js';
import { plainName } from '../shown-name.js';
import { OTHER_READERS } from './other-readers.js';
import { isPlainHeader } from './plain-header.js';

/** A line that another INI reader takes otherwise than the official client does. */
export interface Disagreement {
  /** Counted from 1. */
  readonly line: number;
  /** The entry at fault; masked should a key be where its name belongs. */
  readonly name?: string;
  readonly message: string;
}

/** Why another reader differs: a test on the line, and what to write that all readers agree on. */
const CAUSES: readonly { readonly test: RegExp; readonly says: string }[] = [
  {
    test: /^\s*\[.*\]/,
    says: 'the header is not alone on its line, at the margin. Write the name in brackets and nothing else.',
  },
  { test: /^\s*\//, says: 'it begins with "/", which begins a comment for some. Rename it.' },
  { test: /^[^=]*:/, says: 'the delimiter is ":". Write "=".' },
  { test: /^[^=]*$/, says: 'it continues the value above. Write every value on one line.' },
  {
    test: /^[^=:]*[A-Z]/,
    says: 'the name has capital letters, which some readers keep. Write it in small letters.',
  },
  { test: /^[^=:]*[[\]]/, says: 'the name has brackets. Rename it.' },
  {
    test: /[=:].*[;#]/,
    says: 'a comment sign follows the value, and the official client reads it as part of the key. Put the comment on a line of its own.',
  },
  {
    test: /[=:]\s*["']/,
    says: 'the value is in quotation marks, which the official client reads as part of the key. Remove them.',
  },
  { test: /%/, says: 'the value has a "%", which the official client replaces. Write the key itself.' },
  { test: /[=:]\s*$/, says: 'the value is on the lines below. Write it on the line of its name.' },
  { test: /^\s+\S/, says: 'the line is indented. Begin it at the margin.' },
];

const OTHERWISE = 'write it as "name = value" under [api_keys].';

/** Lines of a readable config.ini that npm's `ini` or .NET's reader take otherwise, in the order of the file. */
export function readOtherwise(
  text: string,
  scanned: ScannedConfig,
  entries: Iterable<ConfigEntry>,
): Disagreement[] {
  const lines = text.split('\n');
  const headers = crookedHeaders(text, scanned);
  const ownHeader = scanned.get(API_KEYS);
  const known = [...entries].filter(({ value }) => value !== undefined);
  // Below a header that others do not see, every entry would be reported for the same reason.
  const judged = ownHeader === undefined || headers.includes(ownHeader) ? [] : known;
  const found = new Map<number, { readers: string[]; name?: string }>();
  const note = (line: number, reader: string, name?: string): void => {
    const there = found.get(line);
    if (there !== undefined) there.readers.push(reader);
    else found.set(line, { readers: [reader], ...(name === undefined ? {} : { name }) });
  };
  for (const { headerEnd } of headers) note(lineEndingAt(text, headerEnd), 'other readers');
  for (const { name: reader, read } of OTHER_READERS) {
    const reading = read(text);
    if (!reading.ok) {
      if (!found.has(reading.line)) note(reading.line, reader);
      continue;
    }
    for (const { name, line, value } of judged) if (reading.value(name) !== value) note(line, reader, name);
  }
  return [...found]
    .map(([line, { readers, name }]) => disagreement(line, readers, lines[line - 1] ?? '', name))
    .sort((a, b) => a.line - b.line);
}

function crookedHeaders(text: string, scanned: ScannedConfig): ScannedSection[] {
  return [...scanned.values()].filter(({ headerStart, headerEnd }) => {
    return !isPlainHeader(text.slice(headerStart, headerEnd));
  });
}

const lineEndingAt = (text: string, end: number): number =>
  text.slice(0, end).replace(/\n$/, '').split('\n').length;

function disagreement(
  line: number,
  readers: readonly string[],
  raw: string,
  name: string | undefined,
): Disagreement {
  const says = CAUSES.find(({ test }) => test.test(raw))?.says ?? OTHERWISE;
  const what = name === undefined ? 'this line' : plainName(name);
  const verb = readers.length === 1 && readers[0] !== 'other readers' ? 'does' : 'do';
  const message = `line ${line}: ${readers.join(' and ')} ${verb} not read ${what} as the official client does: ${says}`;
  return { line, message, ...(name === undefined ? {} : { name: redact(name) }) };
}

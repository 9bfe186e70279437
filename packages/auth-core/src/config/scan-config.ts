import { ConfigSyntaxError } from './config-syntax-error.js';
import { DEFAULT_SECTION } from './config-types.js';
import { skipSpace, skipSpaceBack } from './python-space.js';

/** One entry, its value not yet interpolated. */
export interface RawEntry {
  /** In lower case, as configparser keeps names. */
  readonly name: string;
  /** Line of the name, counted from 1. */
  readonly line: number;
  /** The lines of the value, each stripped, joined by line feeds. */
  value: string;
}

/** Where an entry is in the text, in offsets. */
export interface EntrySpan {
  /** Start of the name's line. */
  readonly start: number;
  readonly nameStart: number;
  /** After the last line that belongs to the value, its line end included. */
  end: number;
}

/** One section; `[DEFAULT]` can appear several times and is one section all the same. */
export interface ScannedSection {
  readonly name: string;
  readonly entries: Map<string, RawEntry>;
  /** Spans of the entries, in the same order. */
  readonly spans: EntrySpan[];
  /** Start of the header's line. */
  readonly headerStart: number;
  /** Offset after the header's line, its line end included. */
  readonly headerEnd: number;
}

/** Sections by name, in the order of the file; `DEFAULT` among them where it is in the file. */
export type ScannedConfig = ReadonlyMap<string, ScannedSection>;

const HASH = 0x23;
const SEMICOLON = 0x3b;
const BRACKET = 0x5b;
const EQUALS = 0x3d;
const COLON = 0x3a;

/** `[name]` and whatever follows the last `]`: the name, or undefined where the text is not a header. */
function headerName(text: string, from: number, to: number): string | undefined {
  if (text.charCodeAt(from) !== BRACKET) return undefined;
  // In the line alone: a search through the whole text would go back to its start for each line without a "]".
  const line = text.slice(from, to);
  const close = line.lastIndexOf(']');
  return close > 1 ? line.slice(1, close) : undefined;
}

/** Offset of the first `=` or `:` in [from, to), or -1. */
function delimiterAt(text: string, from: number, to: number): number {
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (code === EQUALS || code === COLON) return at;
  }
  return -1;
}

/** One line of the text: its bounds, and those of what is left when white space is stripped. */
interface Line {
  readonly number: number;
  readonly start: number;
  /** Offset after the line end. */
  readonly next: number;
  readonly from: number;
  readonly to: number;
}

/** What configparser carries from line to line. */
class Scanner {
  readonly sections = new Map<string, ScannedSection>();
  private readonly text: string;
  private section: ScannedSection | undefined;
  /** The entry that an indented line would continue. */
  private entry: RawEntry | undefined;
  private indent = 0;
  /** Blank lines since the entry's last line: part of its value if it goes on. */
  private blanks = 0;
  private parsingError: ConfigSyntaxError | undefined;

  constructor(text: string) {
    this.text = text;
  }

  blank(): void {
    this.blanks += 1;
  }

  line(line: Line): void {
    const indent = line.from - line.start;
    if (this.entry !== undefined && indent > this.indent) {
      this.continueValue(this.entry, line);
      return;
    }
    this.indent = indent;
    const header = headerName(this.text, line.from, line.to);
    if (header !== undefined) this.openSection(header, line);
    else this.readEntry(line);
  }

  finish(): ScannedConfig {
    if (this.parsingError !== undefined) throw this.parsingError;
    return this.sections;
  }

  private continueValue(entry: RawEntry, line: Line): void {
    entry.value += '\n'.repeat(this.blanks + 1) + this.text.slice(line.from, line.to);
    this.blanks = 0;
    const span = this.section?.spans.at(-1);
    if (span !== undefined) span.end = line.next;
  }

  private openSection(name: string, line: Line): void {
    const known = this.sections.get(name);
    if (known !== undefined && name !== DEFAULT_SECTION) {
      throw new ConfigSyntaxError('DuplicateSectionError', line.number, name);
    }
    this.section = known ?? {
      name,
      entries: new Map(),
      spans: [],
      headerStart: line.start,
      headerEnd: line.next,
    };
    if (known === undefined) this.sections.set(name, this.section);
    this.entry = undefined;
  }

  private readEntry(line: Line): void {
    const { section, text } = this;
    if (section === undefined) {
      const subject = line.number === 1 && text.startsWith('\ufeff') ? 'BOM' : '';
      throw new ConfigSyntaxError('MissingSectionHeaderError', line.number, subject);
    }
    const delimiter = delimiterAt(text, line.from, line.to);
    if (delimiter < 0) {
      this.noteParsingError(line, '');
      return;
    }
    const name = text.slice(line.from, skipSpaceBack(text, line.from, delimiter)).toLowerCase();
    if (name === '') this.noteParsingError(line, 'name');
    if (section.entries.has(name)) throw new ConfigSyntaxError('DuplicateOptionError', line.number, name);
    const value = text.slice(skipSpace(text, delimiter + 1, line.to), line.to);
    const entry: RawEntry = { name, line: line.number, value };
    section.entries.set(name, entry);
    section.spans.push({ start: line.start, nameStart: line.from, end: line.next });
    this.entry = name === '' ? undefined : entry;
    this.blanks = 0;
  }

  /** configparser reads on after such a line, so that a double further down is raised in its place. */
  private noteParsingError(line: Line, subject: string): void {
    this.parsingError ??= new ConfigSyntaxError('ParsingError', line.number, subject);
  }
}

/**
 * The grammar of Python 3.11's `configparser.ConfigParser()._read`, its defaults, over one text: `=` or `:`,
 * comments on lines of their own, continuation by indent, blank lines inside values, strict about doubles.
 *
 * @throws {ConfigSyntaxError} what configparser raises, by that exception's name.
 */
export function scanConfig(text: string): ScannedConfig {
  const scanner = new Scanner(text);
  for (let start = 0, number = 1; start < text.length; number += 1) {
    const feed = text.indexOf('\n', start);
    const end = feed < 0 ? text.length : feed;
    const next = feed < 0 ? end : feed + 1;
    const from = skipSpace(text, start, end);
    const head = text.charCodeAt(from);
    if (from === end) scanner.blank();
    else if (head !== HASH && head !== SEMICOLON) {
      scanner.line({ number, start, next, from, to: skipSpaceBack(text, from, end) });
    }
    start = next;
  }
  return scanner.finish();
}

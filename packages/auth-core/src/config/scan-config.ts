import { ConfigSyntaxError } from './config-syntax-error.js';
import { DEFAULT_SECTION } from './config-types.js';
import { skipSpace, skipSpaceBack } from './python-space.js';

/** One entry as it stands in the text. */
export interface ScannedOption {
  readonly name: string;
  /** Value of the first line, stripped. */
  readonly first: string;
  /** What continues it, a member a line; blank lines are ''. */
  more: string[] | undefined;
  /** Line of the name, counted from 1. */
  readonly line: number;
  /** Offset of the name's line, and of the first character of its name. */
  readonly start: number;
  readonly nameStart: number;
  /** Offset after the last line that belongs to the value, its line end included. */
  end: number;
}

/** One section: the lines of the same name joined, as configparser joins those of `[DEFAULT]`. */
export interface ScannedSection {
  readonly name: string;
  readonly options: Map<string, ScannedOption>;
  /** Offset after the header's line, its line end included. */
  readonly headerEnd: number;
}

/** Sections by name, in the order of the file; `DEFAULT` among them where it stands in the file. */
export type ScannedConfig = ReadonlyMap<string, ScannedSection>;

const HASH = 0x23;
const SEMICOLON = 0x3b;
const BRACKET = 0x5b;
const EQUALS = 0x3d;
const COLON = 0x3a;

/** `[name]` and whatever follows the last `]`: the name, or undefined where the text is no header. */
function headerName(text: string, from: number, to: number): string | undefined {
  if (text.charCodeAt(from) !== BRACKET) return undefined;
  const close = text.lastIndexOf(']', to - 1);
  return close > from + 1 ? text.slice(from + 1, close) : undefined;
}

/** Offset of the first `=` or `:` in [from, to), or -1. */
function delimiterAt(text: string, from: number, to: number): number {
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (code === EQUALS || code === COLON) return at;
  }
  return -1;
}

/** The value of an entry as configparser joins it, before interpolation. */
export function rawValue(option: ScannedOption): string {
  if (option.more === undefined) return option.first;
  const joined = `${option.first}\n${option.more.join('\n')}`;
  return joined.slice(0, skipSpaceBack(joined, 0, joined.length));
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
  private option: ScannedOption | undefined;
  private indent = 0;
  private parsingError: ConfigSyntaxError | undefined;

  constructor(text: string) {
    this.text = text;
  }

  /** A blank line belongs to the value above it; at the value's end it is stripped again. */
  blank(): void {
    if (this.option !== undefined) continueValue(this.option, '');
  }

  line(line: Line): void {
    const indent = line.from - line.start;
    if (this.option !== undefined && indent > this.indent) {
      continueValue(this.option, this.text.slice(line.from, line.to));
      this.option.end = line.next;
      return;
    }
    this.indent = indent;
    const header = headerName(this.text, line.from, line.to);
    if (header !== undefined) this.openSection(header, line);
    else this.readOption(line);
  }

  finish(): ScannedConfig {
    if (this.parsingError !== undefined) throw this.parsingError;
    return this.sections;
  }

  private openSection(name: string, line: Line): void {
    const known = this.sections.get(name);
    if (known !== undefined && name !== DEFAULT_SECTION) {
      throw new ConfigSyntaxError('DuplicateSectionError', line.number, name);
    }
    this.section = known ?? { name, options: new Map(), headerEnd: line.next };
    if (known === undefined) this.sections.set(name, this.section);
    this.option = undefined;
  }

  private readOption(line: Line): void {
    const { section, text } = this;
    if (section === undefined) {
      const subject = line.number === 1 && text.startsWith('\ufeff') ? 'BOM' : '';
      throw new ConfigSyntaxError('MissingSectionHeaderError', line.number, subject);
    }
    const delimiter = delimiterAt(text, line.from, line.to);
    if (delimiter < 0) return this.noteParsingError(line, '');
    const name = text.slice(line.from, skipSpaceBack(text, line.from, delimiter)).toLowerCase();
    if (name === '') this.noteParsingError(line, 'name');
    if (section.options.has(name)) throw new ConfigSyntaxError('DuplicateOptionError', line.number, name);
    const option: ScannedOption = {
      name,
      first: text.slice(skipSpace(text, delimiter + 1, line.to), line.to),
      more: undefined,
      line: line.number,
      start: line.start,
      nameStart: line.from,
      end: line.next,
    };
    section.options.set(name, option);
    this.option = name === '' ? undefined : option;
  }

  /** configparser reads on after such a line, so that a double further down is raised in its place. */
  private noteParsingError(line: Line, subject: string): void {
    this.parsingError ??= new ConfigSyntaxError('ParsingError', line.number, subject);
  }
}

function continueValue(option: ScannedOption, piece: string): void {
  if (option.more === undefined) option.more = [piece];
  else option.more.push(piece);
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

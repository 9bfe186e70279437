import { withoutPrefixes } from './plain-log.js';
import type { Report } from './report.js';
import { codeOf, STATUS_FORMS, type StatusForm } from './status-forms.js';

const VALUE_OPENS =
  /\b(?:details?|grpc_message|(?<=code["']?: \d{1,2},\s{0,8})["']?message)\\{0,2}["']?\s?[:=]\s?(?=\\{0,2}["'`])/i;
/** `details = "…"`, `Detail: '…'`, `grpc_message:"…"`: a quoted text with its escapes. */
const QUOTED = new RegExp(
  `${VALUE_OPENS.source}${/(?:"((?:[^"\\]|\\[\s\S]){0,8000})"|'((?:[^'\\]|\\[\s\S]){0,8000})'|`((?:[^`\\]|\\[\s\S]){0,8000})`|\\{1,2}"([^"]{0,8000})\\{1,2}")/.source}`,
  'i',
);
/** Where the words of an error end and a stack, an object or the next entry of a log begins. */
const END =
  /\n\s*at\s|\n\s*File "|\nTraceback |\n\s*[{}>]|\n\s*\n|\n\S{0,40}\d{4}-\d\d-\d\d[T ]|\n\[|\n[\w.$]*(?:Error|Exception):|\nCaused by|\n\s*(?:---|===|❯|\.\.\.)|\n(?:FAIL|PASS|ok|not ok)\b/;
const LONGEST = 8_000;
/** How far behind its line the form of a status can end. */
export const BEHIND = 200;
/** How far from a status its quoted words begin: grpcio and Node put at most a few lines between. */
const NEAR = 1_200;

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
const unescaped = (text: string): string =>
  text.replace(/\\([\s\S])/g, (_, character: string) => ESCAPES[character] ?? character);

const groupOf = (match: RegExpExecArray): string =>
  unescaped(match.slice(1).find((group) => group !== undefined) ?? '');

function wordsAfter(rest: string, mark: RegExp = END): string {
  const end = rest.search(mark);
  const cut = end < 0 ? rest : rest.slice(0, end);
  const last = mark === END ? -1 : cut.search(END);
  return (last < 0 ? cut : cut.slice(0, last)).trim();
}

/** Words up to the quote that ends them. */
function wordsInQuotes(rest: string): string {
  return unescaped(/^(?:[^"\\]|\\[\s\S]){0,8000}/.exec(rest)?.[0] ?? '');
}

/** Where quoted words begin in a log, found once for all places that ask: a log can have a code on each line, and words on none. */
export class QuotedPlaces {
  readonly #log: string;
  readonly #opens = new RegExp(VALUE_OPENS, 'gi');
  #from = Number.NEGATIVE_INFINITY;
  #next = Number.NEGATIVE_INFINITY;

  constructor(log: string) {
    this.#log = log;
  }

  /** Whether there are some that the status on the line can have. Lines are asked for in their order; an earlier one starts again. */
  hasNear(start: number, length: number): boolean {
    const from = Math.max(0, start - NEAR);
    if (from < this.#from) {
      this.#opens.lastIndex = from;
      this.#next = Number.NEGATIVE_INFINITY;
    }
    this.#from = from;
    while (this.#next < from) this.#next = this.#after();
    return this.#next < start + length + NEAR + LONGEST;
  }

  #after(): number {
    return this.#opens.exec(this.#log)?.index ?? Number.POSITIVE_INFINITY;
  }
}

/** The quoted words nearest behind a place, or just in front of it, as grpcio prints its parts in any order. */
function quotedWords(tail: string, at: number, head: string): string | undefined {
  const behind = QUOTED.exec(tail.slice(at, at + NEAR + LONGEST));
  if (behind !== null && behind.index < NEAR) return groupOf(behind);
  const before = [...head.slice(-NEAR).concat(tail.slice(0, at)).matchAll(new RegExp(QUOTED, 'gi'))].at(-1);
  return before === undefined ? undefined : groupOf(before);
}

function detailsOf(
  { words }: StatusForm,
  tail: string,
  [start, end]: readonly [number, number],
  head: string,
): string | undefined {
  if (words === 'near') return quotedWords(tail, end, head);
  const rest = tail.slice(end, end + LONGEST);
  if (words === 'quoted') return wordsInQuotes(rest);
  const quote = tail[start - 1] ?? '';
  if (words === 'rest' && /['"`]/.test(quote) && rest.includes(quote))
    return rest.slice(0, rest.indexOf(quote));
  return words === 'rest' ? wordsAfter(rest) : wordsAfter(rest, words);
}

/** Lines that belong to the one before: stacks, causes, parts of an object or a page. */
const CONTINUES =
  /^(?:\s|[{}()<>\])|]|Caused by|Suppressed:|--->|\.\.\. \d|E {2,}|headers: |DATA-|debug_error_string|source: |Channel Pipeline|Received |invalid content-type|details = |HTTP\/2 error|The above exception|During handling|[\w.$]{1,200}(?:Error|Exception|Error\b[^\n]{0,20}):)/;
/** Lines in front of an error that are its own: grpcio's and gRPC C++'s log, frames of a traceback. */
const LEADS_TO = /^(?:[EWI]\d{4} |\s{2,}|Traceback )/;
const MOST_LINES = 80;

/** The lines of a log that belong to the failure on the line that starts at `start`. */
function blockAt(log: string, start: number): string {
  let from = start;
  for (let count = 0; count < 12 && from > 0; count += 1) {
    const previous = log.lastIndexOf('\n', from - 2) + 1;
    const line = withoutPrefixes(log.slice(previous, previous + 160).split('\n', 1)[0] ?? '');
    if (start - previous > 2_000 || !LEADS_TO.test(line)) break;
    from = previous;
  }
  const tail = withoutPrefixes(log.slice(start, start + LONGEST));
  const lines = tail.split('\n', MOST_LINES);
  const length = lines.slice(1).findIndex((line) => !CONTINUES.test(line));
  return log.slice(from, start) + lines.slice(0, length < 0 ? MOST_LINES : length + 1).join('\n');
}

/**
 * What grpcio, Node, tonic and Dart print of an answer: that its status came from the peer, its content-type. Where grpcio made the status itself, it
 * names the target as it was given, without the scheme of an address.
 */
function evidenceIn(text: string): Pick<Report, 'evidence' | 'contentType'> {
  if (/\bcontent-type['"]?(?: =>|:) (?:\[\s{0,20})?['"]?application\/grpc/.test(text))
    return { contentType: 'application/grpc' };
  return /Error received from peer (?:ipv[46]|unix):/.test(text) ? { evidence: 'peer' } : {};
}

/** A failure without a status: the words of its lines. */
export function bareFailureAt(log: string, start: number): Report {
  const text = blockAt(log, start);
  const line = withoutPrefixes(log.slice(start, start + LONGEST).split('\n', 1)[0] ?? '').trim();
  return { details: line, text };
}

function readForm(
  form: StatusForm,
  log: string,
  [start, length]: readonly [number, number],
  places: QuotedPlaces,
): Report | undefined {
  const line = log.slice(start, start + length + BEHIND);
  const raw = form.pattern.exec(line);
  if (raw === null || raw.index > length) return undefined;
  // "code: 12" alone may be of anything.
  const isNumber = /^\d/.test(raw[1] ?? '');
  if (isNumber && form.words === 'near' && !places.hasNear(start, length)) return undefined;
  const tail = withoutPrefixes(log.slice(start, start + NEAR + 2 * LONGEST));
  const match = form.pattern.exec(tail) ?? raw;
  const named = match[1] ?? '';
  const status = codeOf(named);
  if (status === undefined) return undefined;
  const at = [match.index, match.index + match[0].length] as const;
  const details = detailsOf(form, tail, at, log.slice(Math.max(0, start - NEAR), start));
  if (details === undefined && isNumber) return undefined;
  const text = blockAt(log, start);
  return { status, details: details ?? '', text, ...evidenceIn(text) };
}

/** A failure with a gRPC status on this line, by the surest form that names one. */
export function statusFailureAt(
  log: string,
  start: number,
  length: number,
  places: QuotedPlaces,
): { readonly report: Report; readonly isWeak: boolean } | undefined {
  for (const form of STATUS_FORMS) {
    const report = readForm(form, log, [start, length], places);
    if (report !== undefined) return { report, isWeak: form.isWeak === true };
  }
  return undefined;
}

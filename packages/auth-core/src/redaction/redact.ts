import { keyInBase64, SHORTEST_RUN } from './key-in-base64.js';
import { keyAt } from './key-in-text.js';
import { mask } from './mask.js';

/** Where a key may start: an "a" with a "k", an escape or a gap behind it, or an escaped "a". */
export const KEY_START =
  /a(?=[k%\\&=\r\n\u00ad\u200b-\u200d\u2060\ufeff\x1b])|%(?:25){0,4}[46]1|\\{1,8}(?:u\{?00|x)[46]1|&#(?:x0{0,4}[46]1|0{0,4}(?:65|97));|=[46]1/gi;

function redactPlain(text: string): string {
  let done = '';
  let from = 0;
  KEY_START.lastIndex = 0;
  for (let start = KEY_START.exec(text); start !== null; start = KEY_START.exec(text)) {
    const found = keyAt(text, start.index);
    if (found === undefined) continue;
    done += text.slice(from, start.index) + mask(found.key);
    from = found.end;
    KEY_START.lastIndex = from;
  }
  return done + text.slice(from);
}

/** Characters of base64 in a row, with those that JSON and URLs escape. */
const PIECE = /[\w+/-]+|\\{1,4}\/|%(?:25)?2[bf]/iy;
const PADDING = /(?:=|%(?:25)?3d){0,2}/iy;
const LINE_END = /=?(?:\r?\n|(?:\\{1,2}r)?\\{1,2}n)[ \t]{0,16}/y;
/** Lines of wrapped base64 are at least this long: 64 in PEM, 76 in mail. */
const FULL_LINE = 60;
const WHOLE_KEY = 51;

interface Run {
  readonly end: number;
  readonly characters: string;
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

function lineRun(text: string, start: number): Run {
  let end = start;
  let characters = '';
  for (let piece = matchAt(PIECE, text, end); piece !== ''; piece = matchAt(PIECE, text, end)) {
    end += piece.length;
    characters += /^[\\%]/.test(piece) ? (/b$/i.test(piece) ? '+' : '/') : piece;
  }
  return { end, characters };
}

/** The lines below that belong to the same base64: each as long as the first, the last one at most so. */
function wrappedRun(text: string, first: Run): Run {
  let { end, characters } = first;
  for (let isFull = first.characters.length >= FULL_LINE; isFull; ) {
    const lineEnd = matchAt(LINE_END, text, end);
    const next = lineRun(text, end + lineEnd.length);
    if (lineEnd === '' || next.characters === '' || next.characters.length > first.characters.length) break;
    end = next.end;
    characters += next.characters;
    isFull = next.characters.length === first.characters.length;
  }
  return { end, characters };
}

/** A run of base64 from here on and its key: the one line where that holds all of the key, else all its lines. */
export function keyRun(text: string, start: number): { end: number; key: string | undefined } {
  const line = lineRun(text, start);
  const inLine = keyInBase64(line.characters);
  if (inLine !== undefined && inLine.length >= WHOLE_KEY) return { end: line.end, key: inLine };
  const wrapped = wrappedRun(text, line);
  const inWrapped = wrapped.end === line.end ? inLine : keyInBase64(wrapped.characters);
  return { end: wrapped.end, key: inWrapped };
}

/** Nothing shorter decodes to a key: most texts are done after this one look. */
const LONG_RUN = new RegExp(`[\\w+/%\\\\-]{${SHORTEST_RUN}}`);

function redactBase64(text: string): string {
  if (!LONG_RUN.test(text)) return text;
  const runs = /[\w+/-]+/g;
  let done = '';
  let from = 0;
  for (let start = runs.exec(text); start !== null; start = runs.exec(text)) {
    const { end, key } = keyRun(text, start.index);
    runs.lastIndex = end;
    if (key === undefined) continue;
    done += text.slice(from, start.index) + mask(key);
    from = end + matchAt(PADDING, text, end).length;
    runs.lastIndex = from;
  }
  return done + text.slice(from);
}

/**
 * The same text with every API key shown as `ak-…f24c`: plain or in capitals, with escapes of URLs, JSON, Python, HTML
 * and mail, broken by a line end, and inside base64 of a header or a JSON text, where the whole run of base64 gives
 * way. All else stays as it is. Takes time in proportion to the text.
 *
 * @example
 * redact(`authorization: Bearer ${key}`); // authorization: Bearer ak-…f24c
 */
export function redact(text: string): string {
  return redactBase64(redactPlain(text));
}

/** A key found in a text: where it ends, and how it reads without escapes and line breaks. */
export interface FoundKey {
  readonly end: number;
  readonly key: string;
}

const WHOLE = 48;
/** Fewer digits than this are no secret worth a mask, and may be a word such as "ak-47". */
const FEWEST = 16;
/** Without the hyphen, only what is almost surely a key counts. */
const FEWEST_WITHOUT_HYPHEN = 40;

/** A character written as an escape of URLs (`%2D`, `%252D`), JSON and Python (`\u002d`, `\x2d`), HTML (`&#45;`) or mail (`=2D`). */
const ESCAPE =
  /%(?:25){0,4}([0-9a-f]{2})|\\{1,8}(?:u\{?00|x)([0-9a-f]{2})\}?|&#x0{0,4}([0-9a-f]{2});|&#0{0,4}(\d{2,3});|=([0-9a-f]{2})/iy;
/** What stands inside a key without being seen: zero-width characters, soft hyphens, colours of a terminal. */
const UNSEEN = /(?:[\u00ad\u200b-\u200d\u2060\ufeff]|\x1b\[[0-9;]{0,16}[mK]){1,8}/y;
/** The same, and the places where mail, shells, terminals and string literals break a line. */
const BROKEN =
  /(?:[\u00ad\u200b-\u200d\u2060\ufeff]|\x1b\[[0-9;]{0,16}[mK]|[=\\]?\r?\n[ \t>|]{0,16}|\\{1,4}(?:r\\{1,4})?n){1,8}/y;
/** ASCII and typographic hyphens, and the underscore that replaces them in names of variables and files. */
const HYPHEN = /[-_\u2010-\u2015\u2212]/;
const HEX = /[0-9a-f]/i;

function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

function unescaped(text: string, at: number): { character: string; end: number } {
  const plain = text.charAt(at);
  if (!'%\\&='.includes(plain)) return { character: plain, end: at + 1 };
  ESCAPE.lastIndex = at;
  const match = ESCAPE.exec(text);
  if (match === null) return { character: plain, end: at + 1 };
  const [all, url, slash, hex, decimal, mail] = match;
  const code =
    decimal === undefined ? Number.parseInt(url ?? slash ?? hex ?? mail ?? '', 16) : Number(decimal);
  return { character: String.fromCharCode(code), end: at + all.length };
}

/** Reads a key from where it starts, over whatever `gap` allows between its characters. */
function readKey(text: string, start: number, gap: RegExp): FoundKey | undefined {
  let end = start;
  const take = (wanted: RegExp): string => {
    const next = unescaped(text, end === start ? start : endOf(gap, text, end));
    if (next.character === '' || !wanted.test(next.character)) return '';
    end = next.end;
    return next.character;
  };
  if (take(/a/i) === '' || take(/k/i) === '') return undefined;
  const fewest = take(HYPHEN) === '' ? FEWEST_WITHOUT_HYPHEN : FEWEST;
  let digits = '';
  for (let digit = take(HEX); digit !== ''; digit = digits.length < WHOLE ? take(HEX) : '') digits += digit;
  return digits.length < fewest ? undefined : { end, key: `ak-${digits}` };
}

const isWhole = ({ key }: FoundKey): boolean => key.length === WHOLE + 3;

/**
 * Reads the key that starts at a place in a text. A line break is stepped over only where a whole key comes of it, so
 * that a key at the end of a line takes nothing of the next.
 */
export function keyAt(text: string, start: number): FoundKey | undefined {
  const inLine = readKey(text, start, UNSEEN);
  if (inLine === undefined || !isWhole(inLine)) {
    const broken = readKey(text, start, BROKEN);
    return broken !== undefined && isWhole(broken) && !HEX.test(text.charAt(broken.end)) ? broken : inLine;
  }
  // Digits too many are a key pasted wrongly, and secret all the same.
  const end = endOf(/[0-9a-f]+/iy, text, inLine.end);
  return { end, key: inLine.key + text.slice(inLine.end, end) };
}

/** A key found in a text: where it ends, and how it reads without escapes and line breaks. */
export interface FoundKey {
  readonly end: number;
  readonly key: string;
}

const WHOLE = 48;
/** Fewer digits than this are not a secret worth a mask, and may be a word such as "ak-47". */
const FEWEST = 16;
/** Without the hyphen, only what is almost surely a key counts. */
const FEWEST_WITHOUT_HYPHEN = 40;

/** A character as an escape of URLs (`%2D`, `%252D`), JSON and Python (`\u002d`, `\x2d`), HTML (`&#45;`) or mail (`=2D`). */
const ESCAPE =
  /%(?:25){0,4}([0-9a-f]{2})|\\{1,8}(?:u\{?00|x)([0-9a-f]{2})\}?|&#x0{0,4}([0-9a-f]{2});|&#0{0,4}(\d{2,3});|=([0-9a-f]{2})/iy;
/** What can be inside a key without being seen: zero-width characters, soft hyphens, colours of a terminal. */
const UNSEEN = /(?:[\u00ad\u200b-\u200d\u2060\ufeff]|\x1b\[[0-9;]{0,16}[mK]){1,8}/y;
/** The same, and the places where mail, shells, terminals and string literals break a line. */
const BROKEN =
  /(?:[\u00ad\u200b-\u200d\u2060\ufeff]|\x1b\[[0-9;]{0,16}[mK]|[=\\]?\r?\n[ \t>|]{0,16}|\\{1,4}(?:r\\{1,4})?n){1,8}/y;
/** ASCII and typographic hyphens, and the underscore that replaces them in names of variables and files. */
const HYPHENS = '-_\u2010\u2011\u2012\u2013\u2014\u2015\u2212';
const DIGITS = '0123456789abcdefABCDEF';
const STARTS_ESCAPE_OR_GAP = /[%\\&=\r\n\x1b\u00ad\u200b-\u200d\u2060\ufeff]/;

function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

interface Step {
  readonly character: string;
  readonly end: number;
}

/** The next character as a person reads it: gaps stepped over, an escape decoded. Empty at the end of the text. */
function next(text: string, from: number, gap: RegExp): Step {
  const plain = text.charAt(from);
  if (!STARTS_ESCAPE_OR_GAP.test(plain)) return { character: plain, end: from + 1 };
  const at = endOf(gap, text, from);
  ESCAPE.lastIndex = at;
  const match = ESCAPE.exec(text);
  if (match === null) return { character: text.charAt(at), end: at + 1 };
  const [all, url, slash, hex, decimal, mail] = match;
  const code =
    decimal === undefined ? Number.parseInt(url ?? slash ?? hex ?? mail ?? '', 16) : Number(decimal);
  return { character: String.fromCharCode(code), end: at + all.length };
}

const isA = ({ character }: Step): boolean => character === 'a' || character === 'A';
const isK = ({ character }: Step): boolean => character === 'k' || character === 'K';
const isOneOf = (characters: string, { character }: Step): boolean =>
  character !== '' && characters.includes(character);

/** Reads a key from where it starts, over whatever `gap` allows between its characters. */
function readKey(text: string, start: number, gap: RegExp): FoundKey | undefined {
  const a = next(text, start, gap);
  const k = next(text, a.end, gap);
  if (!isA(a) || !isK(k)) return undefined;
  const hyphen = next(text, k.end, gap);
  const hasHyphen = isOneOf(HYPHENS, hyphen);
  let end = hasHyphen ? hyphen.end : k.end;
  let digits = '';
  while (digits.length < WHOLE) {
    const digit = next(text, end, gap);
    // The "a" of a key that follows without a space is not a digit of this one.
    if (!isOneOf(DIGITS, digit) || (isA(digit) && isK(next(text, digit.end, gap)))) break;
    digits += digit.character;
    end = digit.end;
  }
  return digits.length < (hasHyphen ? FEWEST : FEWEST_WITHOUT_HYPHEN)
    ? undefined
    : { end, key: `ak-${digits}` };
}

const isWhole = (found: FoundKey | undefined): found is FoundKey => found?.key.length === WHOLE + 3;

/** Digits too many are a key pasted wrongly, and secret all the same. */
function withSurplus(text: string, { end, key }: FoundKey): FoundKey {
  let last = endOf(/[0-9a-f]+/iy, text, end);
  if (last > end && /a/i.test(text.charAt(last - 1)) && /k/i.test(text.charAt(last))) last -= 1;
  return { end: last, key: key + text.slice(end, last) };
}

/**
 * Reads the key that starts at a place in a text. A line break is stepped over only where a whole key comes of it, so
 * that a key at the end of a line takes nothing of the next.
 */
export function keyAt(text: string, start: number): FoundKey | undefined {
  const inLine = readKey(text, start, UNSEEN);
  if (isWhole(inLine)) return withSurplus(text, inLine);
  const broken = readKey(text, start, BROKEN);
  return isWhole(broken) && !DIGITS.includes(text.charAt(broken.end) || ' ') ? broken : inLine;
}

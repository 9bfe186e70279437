/** What is known of the texts that a part of a pattern matches. */
interface Known {
  /** At least one of these plain words is in each of them. */
  readonly words: readonly string[];
  /** Whether each of them is one of the words, and nothing else. */
  readonly isAll: boolean;
}

/** Nothing is known. */
const ANYTHING: Known = { words: [''], isAll: false };
/** A place between two characters, such as `\b`. */
const NOWHERE: Known = { words: [''], isAll: true };
/** More words than this are not written out for one part of a pattern. */
const MOST = 80;

const shortest = ({ words }: Known): number => Math.min(...words.map((word) => word.length));
const better = (one: Known, other: Known): Known => (shortest(other) > shortest(one) ? other : one);

/** One part directly behind the other; undefined where what they say cannot be put together. */
function joined(one: Known, other: Known): Known | undefined {
  const isPossible = one.isAll && other.isAll && one.words.length * other.words.length <= MOST;
  return isPossible
    ? { words: one.words.flatMap((left) => other.words.map((right) => left + right)), isAll: true }
    : undefined;
}

/** Reads the source of a pattern from the left; knows what the patterns of this package are written with. */
class PatternReader {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  /** `one|other`: the words of both. */
  alternatives(): Known {
    const found: Known[] = [];
    do found.push(this.#sequence());
    while (this.#take('|'));
    return { words: found.flatMap(({ words }) => words), isAll: found.every(({ isAll }) => isAll) };
  }

  #take(character: string): boolean {
    const isNext = this.#source[this.#at] === character;
    if (isNext) this.#at += 1;
    return isNext;
  }

  /** All parts have to be there, so the longest words are the best. */
  #sequence(): Known {
    let best = NOWHERE;
    let run = NOWHERE;
    let isAll = true;
    while (this.#at < this.#source.length && !'|)'.includes(this.#source[this.#at] ?? '')) {
      const part = this.#quantified();
      const longer = joined(run, part);
      if (longer === undefined) {
        isAll = false;
        best = better(best, run);
      }
      run = longer ?? part;
    }
    best = better(best, run);
    return isAll ? run : { words: best.words, isAll: false };
  }

  #quantified(): Known {
    const part = this.#part();
    const quantifier = /^(?:[?*+]|\{\d+(?:,\d*)?\})\??/.exec(
      this.#source.slice(this.#at, this.#at + 12),
    )?.[0];
    if (quantifier === undefined) return part;
    this.#at += quantifier.length;
    return quantifier === '?' && part.isAll ? { words: ['', ...part.words], isAll: true } : ANYTHING;
  }

  #part(): Known {
    const character = this.#source[this.#at] ?? '';
    this.#at += 1;
    if (character === '(') return this.#group();
    if (character === '[') return this.#class();
    if (character === '\\') return this.#escape();
    if ('^$'.includes(character)) return NOWHERE;
    return character === '.' ? ANYTHING : { words: [character], isAll: true };
  }

  #group(): Known {
    const opening = /^\?(?:[:=!]|<[=!])/.exec(this.#source.slice(this.#at, this.#at + 3))?.[0] ?? '';
    this.#at += opening.length;
    const inside = this.alternatives();
    this.#at += 1;
    return /[=!]/.test(opening) ? NOWHERE : inside;
  }

  /** A few characters are written out; a range, such as `[a-z]`, can be anything. */
  #class(): Known {
    const from = this.#at;
    while (!this.#take(']')) this.#at += this.#source[this.#at] === '\\' ? 2 : 1;
    const inside = this.#source.slice(from, this.#at - 1);
    const isShort = inside.length <= 4 && !/[\\^]|.-./.test(inside);
    return isShort ? { words: [...inside], isAll: true } : ANYTHING;
  }

  #escape(): Known {
    const character = this.#source[this.#at] ?? '';
    this.#at += 1;
    if (/[bB]/.test(character)) return NOWHERE;
    return /[a-zA-Z]/.test(character) ? ANYTHING : { words: [character], isAll: true };
  }
}

/** A shorter word is in too many lines, and an empty one in all. */
const SHORTEST = 3;

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** Without words it finds nothing: an empty pattern would find everything. */
const oneOf = (words: readonly string[]): RegExp => new RegExp(words.map(escaped).join('|') || '(?!)', 'gi');

/** Up to this length words are looked for in longer ones. */
const SHORT = 10;

/** Words without longer ones that contain a short one: the shorter finds them as well. */
function withoutLonger(words: readonly string[]): string[] {
  const isShort = oneOf(words.filter((word) => word.length <= SHORT));
  return words.filter((word) => word.length <= SHORT || word.search(isShort) < 0);
}

/** Patterns of plain words, one of which is found wherever one of the patterns that they were made from can match. */
export interface Hooks {
  readonly ascii: RegExp;
  /** Only to be looked for in a text that is not plain ASCII: in one expression with the others they make it ten times slower. */
  readonly others: RegExp;
}

/**
 * Plain words instead of patterns. They are many times faster to look for, so that the patterns are tried on a few lines of a log only.
 * They are made from the patterns: a new sign needs a row in its table and nothing here.
 *
 * @throws {RangeError} when a pattern matches texts that have no word in common.
 */
export function hooksOf(patterns: readonly RegExp[]): Hooks {
  const words = patterns.flatMap(({ source }) => {
    const known = new PatternReader(source).alternatives();
    if (shortest(known) < SHORTEST)
      throw new RangeError(`The pattern ${source} needs a word in each alternative.`);
    return known.words;
  });
  const needed = withoutLonger([...new Set(words.map((word) => word.toLowerCase()))]);
  const isAscii = (word: string): boolean => /^[\x00-\x7f]*$/.test(word);
  return { ascii: oneOf(needed.filter(isAscii)), others: oneOf(needed.filter((word) => !isAscii(word))) };
}

/** Whether one of the words is in the text. */
export const isHooked = ({ ascii, others }: Hooks, text: string): boolean =>
  text.search(ascii) >= 0 || (/[^\x00-\x7f]/.test(text) && text.search(others) >= 0);

import type { RefusalKind } from './refusals.js';

interface Stem {
  readonly kind: RefusalKind;
  /** Tried on words in small letters with single blanks between. Gaps are bounded, so that a long log costs little. */
  readonly pattern: RegExp;
  /** The sentence that it is a stem of. */
  readonly source: string;
}

/**
 * What tells the refusals apart where a sentence is not word for word: other case, white space, punctuation, words
 * around it, small changes of wording. First match wins.
 */
const STEMS: readonly Stem[] = [
  {
    kind: 'no-subscription',
    pattern:
      /\b(?:no|not|without|missing|lacks?|lacking|needs?|requires?|expired|inactive|t) (?:[a-z]+ ){0,5}?subscriptions?\b(?! plan| limit| s )/,
    source: 'facts/errors.md, row 3',
  },
  {
    kind: 'no-subscription',
    pattern:
      /\bsubscriptions? (?:[a-z]+ ){0,4}?(?:missing|required|needed|expired|inactive|ended|not (?:found|active|valid))\b/,
    source: 'facts/errors.md, row 3',
  },
  {
    kind: 'no-subscription',
    pattern: /\bnot (?:[a-z]+ )?subscribed\b|\bunsubscribed\b/,
    source: 'facts/errors.md, row 3',
  },
  {
    kind: 'access-restricted',
    pattern:
      /\baccess (?:[a-z]+ ){0,5}?(?:restricted|limited|suspended|blocked)\b|\b(?:restricted|suspended|blocked) (?:[a-z]+ ){0,4}?access\b/,
    source: 'facts/errors.md, row 2',
  },
  {
    kind: 'access-restricted',
    pattern: /\bpermissions? (?:[a-z]+ ){0,2}?(?:use|access|call) (?:[a-z]+ ){0,3}?(?:dlubal|api|service)\b/,
    source: 'facts/errors.md, row 2',
  },
  {
    kind: 'access-restricted',
    pattern:
      /\b(?:limits?|quotas?|credits?|requests|plan) (?:[a-z]+ ){0,8}?(?:exceeded|exhausted|used up|reached|consumed|depleted|spent)\b/,
    source: 'facts/errors.md, row 2 and older pages',
  },
  {
    kind: 'access-restricted',
    pattern:
      /\b(?:exceed(?:s|ed|ing)?|exhausted|used up|reached|consumed) (?:[a-z]+ ){0,6}?(?:limits?|quotas?|credits?|requests)\b/,
    source: 'facts/errors.md, row 2 and older pages',
  },
  {
    kind: 'access-restricted',
    pattern:
      /\b(?:no|not enough|insufficient|out of|too few) (?:[a-z]+ ){0,3}?(?:credits?|quota|requests)\b(?! (?:[a-z]+ ){0,3}?subscription)/,
    source: 'facts/errors.md, older pages',
  },
  {
    kind: 'key-refused',
    pattern:
      /\bkeys? (?:[a-z0-9]+ ){0,8}?(?:invalid|incorrect|wrong|malformed|unknown|expired|revoked|deactivated|disabled|rejected|refused|not (?:[a-z]+ )?(?:valid|correct|recogni[sz]ed|known|accepted|found|exist))\b/,
    source: 'facts/errors.md, row 1',
  },
  {
    kind: 'key-refused',
    pattern:
      /\b(?:invalid|incorrect|wrong|malformed|unknown|unrecogni[sz]ed|expired|revoked|bad) (?:[a-z]+ ){0,2}?keys?\b/,
    source: 'facts/errors.md, row 1',
  },
];

const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;

/** Words in small ASCII letters with single blanks between; what else there was is a blank. */
function wordsOf(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\\[nrt]|[^a-z0-9]+/g, ' ')
    .trim();
}

const NAMES_THE_API = /\b(?:api|apikeys?|dlubal)\b/;
/** How near to the words the API must be named, in characters. */
const NEAR = 150;

/** True where the stem stands in the words, near to a mention of the API if one is asked for. */
function isSaid({ pattern }: Stem, words: string, mustNameApi: boolean): boolean {
  if (!mustNameApi) return pattern.test(words);
  for (const { 0: match, index } of words.matchAll(new RegExp(pattern, 'g'))) {
    if (NAMES_THE_API.test(words.slice(Math.max(0, index - NEAR), index + match.length + NEAR))) return true;
  }
  return false;
}

/**
 * Which of the server's refusals a text is, or undefined.
 *
 * @param isRefused whether the status says that the caller is refused. Otherwise the text may be of anything, and has
 * to name the API.
 */
export function refusalIn(text: string, isRefused: boolean): RefusalKind | undefined {
  const words = wordsOf(text);
  return STEMS.find((stem) => isSaid(stem, words, !isRefused))?.kind;
}

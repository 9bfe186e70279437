import { replaceObeyed } from '../text/hidden-characters.js';
import { redact } from './redact.js';

/** Longest text that is shown, in UTF-16 units. */
const SHOWN = 1_000;
/** How much of a text is cleaned: enough for what is shown, however much of it goes away. */
const CLEANED = 16_000;

/** Percent-encoding of one character in UTF-8: one to four bytes. */
const ENCODED_CHARACTER =
  /%[0-7][0-9a-f]|%[cd][0-9a-f]%[89ab][0-9a-f]|%e[0-9a-f](?:%[89ab][0-9a-f]){2}|%f[0-7](?:%[89ab][0-9a-f]){3}/gi;

function decoded(sequence: string): string {
  try {
    return decodeURIComponent(sequence);
  } catch {
    return sequence;
  }
}

/**
 * Decodes percent-encoding where it can and keeps the rest. grpc-js uses `decodeURI`, which leaves %3A, %2F, %2C
 * and %3D, and gives up on the whole text at one bad percent sign.
 */
export function decodePercent(text: string): string {
  return text.replace(ENCODED_CHARACTER, decoded);
}

/**
 * Sequences that a terminal obeys: CSI with parameters, OSC up to its end, and two-character ones. A letter of a
 * key that ends one stays, or the key would be read no more and its digits shown.
 */
const ESCAPE_SEQUENCE =
  /(?:\x1b\[|\x9b)[0-?]*[ -/]*(?![akAK]{1,2}[-_]?[0-9a-fA-F]{16})[@-~]|(?:\x1b\]|\x9d)[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)|\x1b[ -/]*(?![akAK]{1,2}[-_]?[0-9a-fA-F]{16})[0-Z\\^-~]/g;

/** Cuts at a limit, in front of a character rather than within it. */
function capped(text: string): string {
  if (text.length <= SHOWN) return text;
  return `${text.slice(0, SHOWN - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/**
 * Makes words of a peer fit to be shown: percent-encoding decoded, terminal sequences and characters that a terminal
 * obeys removed except line feeds, keys masked, cut at 1,000 characters.
 */
export function cleanText(text: string): string {
  const plain = decodePercent(text.slice(0, CLEANED))
    .replace(ESCAPE_SEQUENCE, '')
    .replace(/[\u2028\u2029]|\r(?!\n)/g, '\n')
    .replace(/\t/g, ' ');
  return capped(redact(replaceObeyed(plain, (character) => (character === '\n' ? '\n' : ''))).trim());
}

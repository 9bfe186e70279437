/** Characters that show nothing, or turn the direction of what follows them. */
export const HIDDEN: RegExp =
  /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;

/** What a terminal obeys instead of showing it: C0, C1, line separators, halves of characters, and the hidden ones. */
const OBEYED = new RegExp(`[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029\\p{Surrogate}]|${HIDDEN.source}`, 'gu');

/**
 * Replaces every character that a terminal would obey instead of showing it: the one definition of them.
 *
 * @param replace what to write instead; a function gets the character, and may keep it, such as a line feed.
 * @example replaceObeyed('a\u001b[2Jb', '?') // 'a?[2Jb'
 */
export function replaceObeyed(text: string, replace: string | ((character: string) => string)): string {
  return text.replace(OBEYED, typeof replace === 'string' ? () => replace : replace);
}

/** The same with each written as an escape of JavaScript and JSON: a line feed becomes `\u000a`. */
export function escapeObeyed(text: string, kept = ''): string {
  return replaceObeyed(text, (character) => (kept.includes(character) ? character : escapeOf(character)));
}

const escapeOf = (character: string): string =>
  character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');

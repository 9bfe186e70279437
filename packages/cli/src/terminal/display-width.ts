/** Characters that take two columns of a terminal, roughly: East Asian wide forms and emoji. */
const WIDE =
  /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;
const MARKS = /^[\p{M}\p{Cf}\ufdd0-\ufddf]$/u;

/** How many columns of a terminal a text takes; marks for colours take none. */
export function displayWidth(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  for (const character of text) {
    if (!MARKS.test(character)) width += WIDE.test(character) ? 2 : 1;
  }
  return width;
}

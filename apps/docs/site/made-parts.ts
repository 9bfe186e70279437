/** A part of a page that is made from code, between its two comments; the rest is written by hand. */
const PART = /(<!-- made: (\w+) -->\n)[\s\S]*?(<!-- end -->)/g;

/**
 * The page with its made parts as the code gives them now.
 *
 * @throws {Error} when the page asks for a part that does not exist, or a part is on no page
 */
export function withMadeParts(text: string, parts: Readonly<Record<string, string>>): string {
  const left = new Set(Object.keys(parts));
  const made = text.replace(PART, (_, begin: string, name: string, end: string) => {
    if (!left.delete(name)) throw new Error(`No code makes the part "${name}".`);
    return `${begin}\n${parts[name]}\n\n${end}`;
  });
  if (left.size > 0) throw new Error(`The page has no place for ${[...left].join(', ')}.`);
  return made;
}

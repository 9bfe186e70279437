/** Code in a sentence, whatever backticks it has. */
export function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${fence}${space}${text}${space}${fence}`;
}

/** Rendered code in a sentence whose words have hyphens, but are not broken there: an option, a kind, a file. */
export const unbroken = (html: string): string =>
  html.replaceAll(/(?<=[\s>])[^\s<>]{1,24}(?=[\s<])/g, (word) =>
    word.includes('-') ? `<span class="word">${word}</span>` : word,
  );

/** A table of Markdown. Cells are Markdown too. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');

/** Parts of a page, with an empty line between; empty ones are left out. */
export const page = (...parts: readonly string[]): string =>
  `${parts.filter((part) => part !== '').join('\n\n')}\n`;

import { filesBelow, textOf } from './rules/project-files.js';

/** Every page that people read: the repository's own, the READMEs that npm shows, the site's sources, the examples'. */
export const writtenPages = (): string[] =>
  filesBelow('').filter(
    (path) => /^(?:[^/]+|packages\/[^/]+\/[^/]+|apps\/.+)\.md$/.test(path) && !path.endsWith('CHANGELOG.md'),
  );

/** The pages for users. Those for developers (ARCHITECTURE, CONTRIBUTING …) have sketches instead of programs. */
export const userPages = (): string[] =>
  writtenPages().filter((path) => path === 'README.md' || path.includes('/'));

/** A fenced block of a page. */
export interface Block {
  readonly page: string;
  /** Of its first fence, from 1. */
  readonly line: number;
  /** `js` of "```js [models.mjs]". */
  readonly language: string;
  /** `models.mjs` of "```js [models.mjs]": VitePress shows it on a tab. Says what the block is, where that matters. */
  readonly name: string;
  readonly code: string;
  /** The whole page's text: its other blocks can be files that this one needs. */
  readonly text: string;
}

const FENCE = /^(?<indent> *)```(?<language>[\w-]*) *(?:\{[\d,-]*\} *)?(?:\[(?<name>[^\]]*)\])?[^`\n]*$/;

function endOf(lines: readonly string[], first: number, indent: string): number {
  const end = lines.indexOf(`${indent}\`\`\``, first + 1);
  return end === -1 ? lines.length : end;
}

/** The fenced blocks of a text, without the indent of the list that they are in. */
export function blocksOf(page: string, text: string = textOf(page)): Block[] {
  const lines = text.split('\n');
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const { indent = '', language = '', name = '' } = FENCE.exec(lines[at] ?? '')?.groups ?? {};
    if (!lines[at]?.startsWith(`${indent}\`\`\``)) continue;
    const end = endOf(lines, at, indent);
    const code = lines.slice(at + 1, end).map((line) => line.slice(indent.length));
    blocks.push({ page, line: at + 1, language, name, code: `${code.join('\n')}\n`, text });
    at = end;
  }
  return blocks;
}

import { displayWidth } from './display-width.js';

/** Lines below the first begin at most this far to the right, as a share of the width. */
const MOST_INDENT = 0.5;

/**
 * Breaks lines at spaces so that none is wider than the terminal. The rest of a line begins where its last column
 * begins: behind the last gap of two spaces or more, or at the indentation of the line.
 */
export function wrap(text: string, width: number): string {
  return text
    .split('\n')
    .flatMap((line) => (displayWidth(line) <= width ? line : wrapLine(line, width)))
    .join('\n');
}

function wrapLine(line: string, width: number): string[] {
  const indent = hangingIndent(line, width);
  const lines: string[] = [];
  let current = '';
  // Without spaces at the end each match succeeds where it begins: a server's line of them must not take a square of time.
  for (const word of line.trimEnd().match(/ *[^ ]+/g) ?? []) {
    if (current !== '' && displayWidth(current + word) > width) {
      lines.push(current);
      current = ' '.repeat(indent) + word.trimStart();
    } else current += word;
  }
  return [...lines, current];
}

function hangingIndent(line: string, width: number): number {
  const most = Math.floor(width * MOST_INDENT);
  let last: number | undefined;
  let column = 0;
  let end = 0;
  for (const { 0: gap, index } of line.trimEnd().matchAll(/(?:^|[^ ]) {2,}(?=[^ ])/g)) {
    column += displayWidth(line.slice(end, index + gap.length));
    end = index + gap.length;
    if (column > most) break;
    last = column;
  }
  return last ?? Math.min(line.length - line.trimStart().length, most);
}

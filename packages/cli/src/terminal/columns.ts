import { displayWidth } from './display-width.js';
import { paint } from './paint.js';

/** One column of a list: its title, and what a row shows in it. */
export interface Column<Row> {
  readonly title: string;
  readonly value: (row: Row) => string;
}

/** An aligned table with titles; the last column is not padded. */
export function table<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  const cells = columns.map(({ title, value }) => [title, ...rows.map(value)]);
  const widths = cells.map((column) => column.reduce((most, cell) => Math.max(most, displayWidth(cell)), 0));
  let text = '';
  for (let row = 0; row <= rows.length; row += 1) {
    let line = '';
    let open = 0;
    for (const [index, column] of cells.entries()) {
      const cell = column[row] ?? '';
      // Spaces are put only before what follows them, so that no line ends with some.
      if (cell !== '') {
        line += ' '.repeat(open) + cell;
        open = 0;
      }
      open += (widths[index] ?? 0) - displayWidth(cell) + 2;
    }
    text += `${line}\n`;
  }
  return text;
}

/** A table with its titles in the background. */
export function faintTitles(text: string): string {
  const end = text.indexOf('\n');
  return paint.faint(text.slice(0, end)) + text.slice(end);
}

import { displayWidth } from './display-width.js';

/** One column of a list: its title, and what a row shows in it. */
export interface Column<Row> {
  readonly title: string;
  readonly value: (row: Row) => string;
}

/** An aligned table with titles; the last column is not padded. */
export function table<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  const cells = [
    columns.map(({ title }) => title),
    ...rows.map((row) => columns.map(({ value }) => value(row))),
  ];
  const widths = columns.map((_, index) =>
    cells.reduce((most, line) => Math.max(most, displayWidth(line[index] ?? '')), 0),
  );
  return cells
    .map((line) =>
      line
        .map((cell, index) =>
          index === line.length - 1 ? cell : cell + ' '.repeat((widths[index] ?? 0) - displayWidth(cell)),
        )
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}

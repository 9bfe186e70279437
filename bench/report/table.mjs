import { titleOf } from './judge.mjs';

const figure = (value, unit) => {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return `${value.toFixed(digits)} ${unit ?? '×'}`;
};

/** The cells of a row, in the order of `COLUMNS`. */
function cells(row) {
  const { of, ours, unit, others = {}, aim, met, detail = '' } = row;
  const bound = of === 'speed' ? 'at least' : 'at most';
  return [
    titleOf(row),
    of,
    figure(ours, unit),
    aim === undefined ? '' : `${bound} ${figure(aim, unit)}`,
    met === undefined ? '' : met ? 'met' : 'missed',
    Object.entries(others)
      .map(([name, value]) => `${name} ${figure(value, unit)}`)
      .join(', '),
    detail,
  ];
}

const COLUMNS = ['what', 'of', 'ours', 'aim', 'aim met', 'others', 'made from'];

/** The columns that are not empty. */
const columnsIn = (lines) =>
  [...COLUMNS.keys()].filter((at) => lines.slice(1).some((line) => line[at] !== ''));

/** For a terminal: in columns, without those that are empty. */
export function printedTable(rows) {
  const lines = [COLUMNS, ...rows.map(cells)];
  const used = columnsIn(lines);
  const widths = used.map((at) => [at, Math.max(...lines.map((line) => line[at].length))]);
  return [
    rows[0]?.file,
    ...lines.map((line) => widths.map(([at, width]) => line[at].padEnd(width)).join('  ')),
  ]
    .map((line) => line?.trimEnd())
    .join('\n');
}

/** For a page: one table per file, without the columns that are empty. A figure keeps its unit when a line is broken. */
export function markdownTable(rows) {
  const lines = [COLUMNS, ...rows.map(cells)];
  const used = columnsIn(lines);
  const line = (texts) =>
    `| ${used.map((at) => texts[at]).join(' | ')} |`.replaceAll(/(?<=\d) (?=[×%µnmM])/g, '\u00a0');
  return [line(COLUMNS), line(COLUMNS.map(() => '---')), ...lines.slice(1).map(line)].join('\n');
}

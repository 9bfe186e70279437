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

const COLUMNS = ['what', 'of', 'ours', 'aim', '', 'others', 'made from'];

/** For a terminal: in columns, without those that are empty. */
export function printedTable(rows) {
  const lines = [COLUMNS, ...rows.map(cells)];
  const used = [...COLUMNS.keys()].filter((at) => lines.slice(1).some((line) => line[at] !== ''));
  const widths = used.map((at) => [at, Math.max(...lines.map((line) => line[at].length))]);
  return [
    rows[0]?.file,
    ...lines.map((line) => widths.map(([at, width]) => line[at].padEnd(width)).join('  ')),
  ]
    .map((line) => line?.trimEnd())
    .join('\n');
}

/** For a page: one table per file. */
export function markdownTable(rows) {
  const line = (texts) => `| ${texts.join(' | ')} |`;
  return [line(COLUMNS), line(COLUMNS.map(() => '---')), ...rows.map((row) => line(cells(row)))].join('\n');
}

import { ratiosIn, titleOf } from './judge.mjs';
import { markdownTable } from './table.mjs';

const ratio = ({ ours, aim, unit = '×' }) => `${ours.toFixed(2)}\u00a0${unit} instead of ${aim}\u00a0${unit}`;

function partOf({ file, about, rows }) {
  const plot = ratiosIn(rows).length > 0 ? [`![The ratios of ${file}, as a plot](${file}.svg)`] : [];
  return [`## ${file}`, about, ...plot, markdownTable(rows)];
}

/** The results as a page of the documentation. */
export function pageOf({ measured, node, platform, processors, parts }) {
  const judged = parts.flatMap(({ rows }) => rows).filter(({ met }) => met !== undefined);
  const missed = judged.filter(({ met }) => !met);
  return [
    '# Benchmarks',
    `Written by \`npm run bench\` on ${measured.slice(0, 10)}, with Node.js ${node} on ${platform} and ${processors} processors. Both sides of a ratio were measured in turns in one run, and each figure is the median of the ratios of single turns. More is better for a speed, less for everything else.`,
    `${judged.length - missed.length} of ${judged.length} aims are met. Missed:`,
    missed.map((row) => `- ${row.file}: ${titleOf(row)}: ${ratio(row)}`).join('\n') || '- none',
    ...parts.flatMap(partOf),
  ].join('\n\n');
}

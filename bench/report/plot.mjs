import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { titleOf } from './judge.mjs';

const COLOURS = { met: '#1a7f37', missed: '#cf222e', 'no aim': '#57606a', others: '#8c959f' };
const stateOf = ({ met }) => (met === undefined ? 'no aim' : met ? 'met' : 'missed');

/** The ratios of a file as dots on one line each, those of other packages hollow, the aims as marks. Undefined without ratios. */
export function plotOf(rows) {
  const ratios = rows.filter(({ against }) => against !== undefined);
  if (ratios.length === 0) return undefined;
  const ours = ratios.map((row) => ({ title: titleOf(row), x: row.ours, state: stateOf(row), aim: row.aim }));
  const others = ratios.flatMap((row) =>
    Object.entries(row.others ?? {}).map(([name, x]) => ({ title: titleOf(row), x, name })),
  );
  const { document } = parseHTML('<body></body>').window;
  const svg = Plot.plot({
    document,
    width: 860,
    marginLeft: 330,
    marginRight: 40,
    height: 60 + 34 * ratios.length,
    x: { type: 'log', label: 'times the peer', grid: true, tickFormat: (value) => `${value}` },
    y: { label: null, domain: ours.map(({ title }) => title) },
    marks: [
      Plot.ruleX([1]),
      Plot.tickX(
        ours.filter(({ aim }) => aim !== undefined),
        { x: 'aim', y: 'title', strokeWidth: 3 },
      ),
      Plot.dot(others, { x: 'x', y: 'title', stroke: COLOURS.others }),
      Plot.text(others, { x: 'x', y: 'title', text: 'name', dy: -10, fill: COLOURS.others }),
      Plot.dot(ours, { x: 'x', y: 'title', r: 5, fill: ({ state }) => COLOURS[state] }),
    ],
  });
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  svg.setAttribute('style', 'background: white; color: black');
  return svg.outerHTML;
}

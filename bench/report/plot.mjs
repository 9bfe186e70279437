import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { ratiosIn, titleOf } from './judge.mjs';

const COLOURS = { met: '#1a7f37', missed: '#cf222e', 'no aim': '#57606a', others: '#8c959f' };
const stateOf = ({ met }) => (met === undefined ? 'no aim' : met ? 'met' : 'missed');

/** The ratios of a file as dots on one line each, those of other packages hollow (the table names them), the aims as marks. Undefined without ratios. */
export function plotOf(rows) {
  const ratios = ratiosIn(rows);
  if (ratios.length === 0) return undefined;
  const ours = ratios.map((row) => ({ title: titleOf(row), x: row.ours, state: stateOf(row), aim: row.aim }));
  const others = ratios.flatMap((row) =>
    Object.values(row.others ?? {}).map((x) => ({ title: titleOf(row), x })),
  );
  const { document } = parseHTML('<body></body>').window;
  const svg = Plot.plot({
    document,
    width: 640,
    marginLeft: 20,
    marginRight: 60,
    height: 70 + 46 * ratios.length,
    x: { type: 'log', label: 'times the peer', grid: true, tickFormat: (value) => `${value}` },
    y: { axis: null, domain: ours.map(({ title }) => title) },
    marks: [
      Plot.ruleX([1]),
      Plot.text(ours, { y: 'title', text: 'title', frameAnchor: 'left', dy: -14 }),
      Plot.tickX(
        ours.filter(({ aim }) => aim !== undefined),
        { x: 'aim', y: 'title', strokeWidth: 3, insetTop: 18, insetBottom: 4 },
      ),
      Plot.dot(others, { x: 'x', y: 'title', dy: 4, stroke: COLOURS.others }),
      Plot.dot(ours, { x: 'x', y: 'title', r: 5, dy: 4, fill: ({ state }) => COLOURS[state] }),
    ],
  });
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  svg.setAttribute('style', 'background: white; color: black; font-size: 13px');
  return svg.outerHTML;
}

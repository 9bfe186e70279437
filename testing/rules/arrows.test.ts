import type { ICruiseResult } from 'dependency-cruiser';
import { beforeAll, describe, expect, test } from 'vitest';
import { FLOOR_PLAN, PACKAGE_ARROWS, type PackageFolder } from './floor-plan.js';
import { type Arrow, arrowsOf, importGraph } from './import-graph.js';

const packages = Object.keys(FLOOR_PLAN) as PackageFolder[];
let graph: ICruiseResult;
beforeAll(async () => {
  graph = await importGraph();
}, 120_000);

/** The place of a file's room, by the longest name that fits; an entry file comes after all rooms. */
function placeOf(path: string, src: string, rooms: readonly string[]): number {
  const folder = path.slice(src.length).split('/').slice(0, -1).join('/');
  if (folder === '') return rooms.length;
  const fitting = rooms.filter((room) => folder === room || folder.startsWith(`${room}/`));
  const longest = fitting.sort((a, b) => b.length - a.length)[0];
  return longest === undefined ? -1 : rooms.indexOf(longest);
}

function wrongWay(arrows: readonly Arrow[], src: string, rooms: readonly string[]): string[] {
  const place = (path: string): number => placeOf(path, src, rooms);
  return arrows
    .filter(({ to }) => to.startsWith(src))
    .filter(({ from, to }) => place(from) === -1 || place(to) > place(from))
    .map(({ from, to }) => `${from.slice(src.length)} → ${to.slice(src.length)}`);
}

test('no file imports itself through others', () => {
  const circles = graph.summary.violations.filter(({ rule }) => rule.name === 'circle');
  const files = circles.map(({ from, cycle = [] }) => [from, ...cycle.map(({ name }) => name)].slice(0, -1));
  expect(files.map((circle) => circle.sort().join(' '))).toEqual([]);
});

test("node-client's ./config reaches no gRPC", () => {
  const reached = graph.summary.violations.filter(({ rule }) => rule.name === 'config-loads-no-grpc');
  expect(reached.map(({ to, via = [] }) => `${to} through ${via.map(({ name }) => name)}`)).toEqual([]);
});

describe.each(packages)('%s', (folder) => {
  const src = `${folder}/src/`;

  test('imports only from rooms further up', () => {
    const wrong = wrongWay(arrowsOf(graph.modules, folder), src, FLOOR_PLAN[folder]);
    expect(wrong).toEqual([]);
  });

  test('imports only the packages of its table', () => {
    const outside = arrowsOf(graph.modules, folder).filter(({ to }) => !to.startsWith(`${folder}/`));
    const refused = outside.filter(({ to }) => !PACKAGE_ARROWS[folder].includes(to));
    expect(refused.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  test('has a use for each row of its tables', () => {
    const arrows = arrowsOf(graph.modules, folder);
    const unused = PACKAGE_ARROWS[folder].filter((name) => !arrows.some(({ to }) => to === name));
    const empty = FLOOR_PLAN[folder].filter(
      (room) => !graph.modules.some(({ source }) => source.startsWith(`${src}${room}/`)),
    );
    expect([...unused, ...empty]).toEqual([]);
  });
});

describe('an arrow is refused', () => {
  const rooms = ['low', 'commands', 'commands/one', 'high'];
  test.each([
    ['to a room further down', 'src/low/a.ts', 'src/high/b.ts'],
    ['to an entry file', 'src/high/a.ts', 'src/index.ts'],
    ['into a room of its own room', 'src/commands/a.ts', 'src/commands/one/b.ts'],
    ['from a room without a place', 'src/new/a.ts', 'src/low/b.ts'],
  ])('%s', (_, from, to) => {
    expect(wrongWay([{ from, to }], 'src/', rooms)).toHaveLength(1);
  });

  test('but not up, nor to a neighbour in a folder of the same room', () => {
    const arrows = [
      { from: 'src/high/a.ts', to: 'src/low/b.ts' },
      { from: 'src/low/x/a.ts', to: 'src/low/y/b.ts' },
      { from: 'src/commands/one/a.ts', to: 'src/commands/b.ts' },
      { from: 'src/index.ts', to: 'src/high/b.ts' },
    ];
    expect(wrongWay(arrows, 'src/', rooms)).toEqual([]);
  });
});

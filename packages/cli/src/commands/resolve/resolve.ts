import {
  type ConsideredPlace,
  type Explanation,
  explainResolution,
  type ResolvedKey,
  sentencesOf,
} from '@dlubal-kit/auth-core';
import type { Run } from '../../command-line/definition.js';
import { EXIT } from '../../failure/exit.js';
import { fingerprint } from '../../key/fingerprint.js';
import { type GatheredPlaces, gatherPlaces } from '../../key/gather-places.js';
import { keyJson } from '../../key/key-json.js';
import { SOURCE_WORDS } from '../../key/source-words.js';
import { paint } from '../../terminal/paint.js';
import { shownName } from '../../terminal/shown-key-name.js';
import { checkExpectations, type Expectation, readExpectation } from './expectations.js';
import type { RESOLVE } from './resolve-definition.js';

/** Shows which key would be used, and why that one. Sends and stores nothing. */
export const resolve: Run<typeof RESOLVE> = async (options, context) => {
  const { print } = context;
  const asked = options.expect.map(readExpectation);
  const places = await gatherPlaces(options, context);
  const explanation = explainResolution(places.input);
  const { resolved, error } = explanation;
  const expected = checkExpectations(asked, resolved);
  const unmet = expected.filter(({ met }) => !met);
  print.json(resolveJson(explanation, expected, places));
  print.view(resolveView(explanation, places));
  if (!print.asJson) for (const warning of resolved?.warnings ?? []) print.warn(warning);
  if (resolved !== undefined) for (const each of unmet) print.problem(unmetLine(each, resolved));
  return error?.failure.exitCode ?? (unmet.length > 0 ? EXIT.wrongKey : EXIT.ok);
};

function resolveJson(
  { resolved, error, considered }: Explanation,
  expected: readonly Expectation[],
  { configPath, settingsPath }: GatheredPlaces,
): object {
  return {
    ok: resolved !== undefined && expected.every(({ met }) => met),
    ...(resolved === undefined ? {} : { key: keyJson(resolved) }),
    ...(error === undefined ? {} : { failure: error.failure }),
    ...(expected.length === 0 ? {} : { expected }),
    considered,
    warnings: resolved?.warnings ?? [],
    config: configPath,
    ...(settingsPath === undefined ? {} : { settings: settingsPath }),
  };
}

const MARKS: Readonly<Record<ConsideredPlace['outcome'], string>> = {
  chosen: '→',
  refused: '✗',
  'used-as-name': '+',
  shadowed: '-',
  absent: ' ',
};

/** A place that the command line cannot give is not shown. */
const shown = ({ place, outcome }: ConsideredPlace): boolean =>
  place !== 'option-value' || outcome !== 'absent';

function placeLine(considered: ConsideredPlace, width: number): string {
  const { place, outcome, held = '', why } = considered;
  const words = SOURCE_WORDS[place].padEnd(width);
  const what = outcome === 'refused' ? held : `${held}${held === '' ? '' : ', '}${why}`;
  const line = `  ${MARKS[outcome]} ${words}  ${what}`.trimEnd();
  return outcome === 'chosen' ? paint.strong(line) : outcome === 'absent' ? paint.faint(line) : line;
}

/** Which key, then every place in order, then the files. */
function resolveView({ resolved, error, considered }: Explanation, places: GatheredPlaces): string {
  const rows = considered.filter(shown);
  const width = Math.max(...rows.map(({ place }) => SOURCE_WORDS[place].length));
  return [
    resolved === undefined
      ? paint.bad(`No key: ${error === undefined ? '' : sentencesOf(error.failure)}`)
      : `${paint.good(resolved.name ?? 'a key without a name')} (${resolved.key.masked}), from ${SOURCE_WORDS[resolved.source]}`,
    '',
    ...rows.map((row) => placeLine(row, width)),
    '',
    ...(resolved === undefined ? [] : [`  fingerprint ${fingerprint(resolved.key.reveal())}`]),
    `  config.ini  ${places.configPath}${places.config === undefined ? ' (does not exist)' : ''}`,
    ...(places.settingsPath === undefined ? [] : [`  .dlubalrc   ${places.settingsPath}`]),
    '',
  ].join('\n');
}

/** What was expected of the key and is not so: the line that a failed job shows. */
function unmetLine({ what, wanted }: Expectation, { key, name, source }: ResolvedKey): string {
  const used = `${name === undefined ? 'a key without a name' : shownName(name)} (${key.masked}, fingerprint ${fingerprint(key.reveal())})`;
  return `expected a key with ${what} ${shownName(wanted)}, but ${SOURCE_WORDS[source]} gives ${used}. Correct that place, or what is expected.`;
}

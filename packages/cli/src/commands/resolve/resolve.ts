import {
  type ConsideredPlace,
  type Explanation,
  explainResolution,
  fingerprint,
  placeWords,
  type ResolvedKey,
  sentencesOf,
} from '@dlubal-kit/auth-core';
import type { Gathered } from '@dlubal-kit/node-client/config';
import type { Run } from '../../command-line/definition.js';
import { attempt } from '../../failure/attempt.js';
import { EXIT } from '../../failure/exit.js';
import { gatherFor } from '../../key/gather-for.js';
import { keyJson } from '../../key/key-json.js';
import { configPathOf } from '../../key/locate-store.js';
import { type ServerWords, serverWords } from '../../server/server-words.js';
import { paint } from '../../terminal/paint.js';
import { shownName } from '../../terminal/shown-key-name.js';
import { checkExpectations, type Expectation, readExpectation } from './expectations.js';
import type { RESOLVE } from './resolve-definition.js';

/** Shows which key would be used, and why that one. Sends and stores nothing. */
export const resolve: Run<typeof RESOLVE> = async (options, context) => {
  const { print } = context;
  const asked = options.expect.map(readExpectation);
  const gathered = gatherFor(options, context);
  const explanation = explainResolution(await gathered.everything());
  const places = await placesOf(gathered);
  const { resolved, error } = explanation;
  const expected = checkExpectations(asked, resolved);
  const unmet = expected.filter(({ met }) => !met);
  print.json(resolveJson(explanation, expected, places));
  print.view(resolveView(explanation, places));
  if (!print.asJson)
    for (const warning of [...places.warnings, ...(resolved?.warnings ?? [])]) print.warn(warning);
  if (resolved !== undefined) for (const each of unmet) print.problem(unmetLine(each, resolved));
  return error?.failure.exitCode ?? (unmet.length > 0 ? EXIT.wrongKey : EXIT.ok);
};

function resolveJson(
  { resolved, error, considered }: Explanation,
  expected: readonly Expectation[],
  { configPath, settingsPaths, server }: Places,
): object {
  return {
    ok: resolved !== undefined && expected.every(({ met }) => met),
    ...(resolved === undefined ? {} : { key: keyJson(resolved) }),
    ...(error === undefined ? {} : { failure: error.failure }),
    ...(expected.length === 0 ? {} : { expected }),
    considered,
    warnings: resolved?.warnings ?? [],
    config: configPath ?? null,
    ...(settingsPaths[0] === undefined ? {} : { settings: settingsPaths[0] }),
    server,
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

/** The files that were read, and where a call would go. */
interface Places {
  /** Undefined for a user without a home folder. */
  readonly configPath: string | undefined;
  /** `unread` where config.ini is there and cannot be read, which the table says. */
  readonly config: 'read' | 'absent' | 'unread';
  readonly settingsPaths: readonly string[];
  readonly server: ServerWords | { readonly problem: string };
  readonly warnings: readonly string[];
}

/** To be called once all places were read: what cannot be read is a warning by then. */
async function placesOf(gathered: Gathered): Promise<Places> {
  const { config, unread } = await gathered.everything();
  const paths = [gathered.project, gathered.home].map((file) => attempt(async () => file()?.path));
  const server = await attempt(async () => serverWords(gathered.server()));
  return {
    configPath: configPathOf(gathered),
    config: config !== undefined ? 'read' : unread?.config === undefined ? 'absent' : 'unread',
    settingsPaths: (await Promise.all(paths)).flatMap((path) => ('done' in path ? (path.done ?? []) : [])),
    server: 'done' in server ? server.done : { problem: server.failed.failure.happened },
    warnings: gathered.warnings(),
  };
}

function placeLine(considered: ConsideredPlace, width: number): string {
  const { place, outcome, held = '', why } = considered;
  const words = placeWords(place, 'flag').padEnd(width);
  const what = outcome === 'refused' ? held : `${held}${held === '' ? '' : ', '}${why}`;
  const line = `  ${MARKS[outcome]} ${words}  ${what}`.trimEnd();
  return outcome === 'chosen' ? paint.strong(line) : outcome === 'absent' ? paint.faint(line) : line;
}

/** Which key, then every place in order, then the files. */
function resolveView({ resolved, error, considered }: Explanation, places: Places): string {
  const rows = considered.filter(shown);
  const width = Math.max(...rows.map(({ place }) => placeWords(place, 'flag').length));
  return [
    resolved === undefined
      ? paint.bad(`No key: ${error === undefined ? '' : sentencesOf(error.failure)}`)
      : `${paint.good(resolved.name ?? 'a key without a name')} (${resolved.key.masked}), from ${placeWords(resolved.source, 'flag')}`,
    '',
    ...rows.map((row) => placeLine(row, width)),
    '',
    ...(resolved === undefined ? [] : [`  fingerprint ${fingerprint(resolved.key.reveal())}`]),
    `  config.ini  ${configWords(places)}`,
    ...places.settingsPaths.map((path) => `  .dlubalrc   ${path}`),
    `  server      ${'problem' in places.server ? places.server.problem : `${places.server.address} (${places.server.from})`}`,
    '',
  ].join('\n');
}

const CONFIG_WORDS = { read: '', absent: ' (does not exist)', unread: ' (cannot be read)' } as const;

const configWords = ({ configPath, config }: Places): string =>
  configPath === undefined
    ? 'nowhere: the system knows no home folder for this user'
    : `${configPath}${CONFIG_WORDS[config]}`;

/** What was expected of the key and is not so: the line that a failed job shows. */
function unmetLine({ what, wanted }: Expectation, { key, name, source }: ResolvedKey): string {
  const used = `${name === undefined ? 'a key without a name' : shownName(name)} (${key.masked}, fingerprint ${fingerprint(key.reveal())})`;
  return `expected a key with ${what} ${shownName(wanted)}, but ${placeWords(source, 'flag')} gives ${used}. Correct that place, or what is expected.`;
}

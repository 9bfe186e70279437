import { type ConsideredPlace, type Explanation, type ResolvedKey, redact } from '@dlubal-kit/auth-core';
import type { Call } from '../../command-line/command.js';
import type { Context } from '../../edge/context.js';
import { fingerprint } from '../../key/fingerprint.js';
import type { GatheredPlaces } from '../../key/gather-places.js';
import { keyWarnings } from '../../key/key-warnings.js';
import { SOURCE_WORDS } from '../../key/source-words.js';
import { paintFor } from '../../terminal/colours.js';
import { shownName } from '../../terminal/shown-name.js';
import type { Expectation } from './expectations.js';

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
  return `  ${MARKS[outcome]} ${words}  ${what}`.trimEnd();
}

/** Which key, then every place in order, then the files. */
export function resolveView(
  explanation: Explanation,
  places: GatheredPlaces,
  call: Call,
  context: Context,
): void {
  const paint = paintFor(context.outIsTerminal, context.env, call.flags['no-color']);
  const { resolved, error, considered } = explanation;
  const rows = considered.filter(shown);
  const width = Math.max(...rows.map(({ place }) => SOURCE_WORDS[place].length));
  const lines = [
    resolved === undefined
      ? paint.bad(`No key: ${error?.failure.remedy ?? ''}`)
      : `${paint.good(resolved.name ?? 'a key without a name')} (${resolved.key.masked}), from ${SOURCE_WORDS[resolved.source]}`,
    '',
    ...rows.map((row) =>
      (row.outcome === 'chosen' ? paint.strong : row.outcome === 'absent' ? paint.faint : String)(
        placeLine(row, width),
      ),
    ),
    '',
    ...(resolved === undefined ? [] : [`  fingerprint ${fingerprint(resolved.key.reveal())}`]),
    `  config.ini  ${places.configPath}${places.config === undefined ? ' (not there)' : ''}`,
    ...(places.settingsPath === undefined ? [] : [`  .dlubalrc   ${places.settingsPath}`]),
    '',
  ];
  context.out(redact(lines.join('\n')));
  keyWarnings(resolved?.warnings ?? [], context);
}

/** What was expected of the key and does not hold, on standard error: the line that a failed job shows. */
export function unmetView(unmet: readonly Expectation[], resolved: ResolvedKey, context: Context): void {
  const paint = paintFor(context.errIsTerminal, context.env, undefined);
  const { key, name, source } = resolved;
  const used = `${name === undefined ? 'a key without a name' : shownName(name)} (${key.masked}, fingerprint ${fingerprint(key.reveal())})`;
  for (const { what, wanted } of unmet) {
    const line = `expected a key with ${what} ${shownName(wanted)}, but ${SOURCE_WORDS[source]} gives ${used}. Correct that place, or what is expected.`;
    context.err(`${paint.bad('dlubal-auth:')} ${redact(line)}\n`);
  }
}

import { nearestNames } from '@dlubal-kit/auth-core';
import { UsageError } from '../failure/usage-error.js';
import type { Call, Command, OptionRow } from './command.js';

/** Options that every command has. */
export const COMMON_OPTIONS: Readonly<Record<string, OptionRow>> = {
  json: { help: 'print the answer as JSON' },
  config: { value: 'PATH', help: 'use this config.ini (environment: DLUBAL_API_CONFIG)' },
  'no-color': { help: 'print without colours, as with NO_COLOR' },
  help: { help: 'show this help' },
};

/** The command whose words begin the line, and the rest; the longest name wins. */
export function findCommand(
  argv: readonly string[],
  commands: Readonly<Record<string, Command>>,
): { name: string; command: Command; rest: readonly string[] } {
  for (const length of [2, 1]) {
    const name = argv.slice(0, length).join(' ');
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (command !== undefined) return { name, command, rest: argv.slice(length) };
  }
  throw new UsageError(unknownCommand(argv, shownNames(commands)));
}

const shownNames = (commands: Readonly<Record<string, Command>>): string[] =>
  Object.keys(commands).filter((name) => commands[name]?.hidden !== true);

function unknownCommand(argv: readonly string[], names: readonly string[]): string {
  const [first = '', second] = argv;
  const group = names.filter((name) => name.startsWith(`${first} `));
  if (group.length > 0) {
    const inGroup = group.map((name) => name.slice(first.length + 1));
    const near = second === undefined ? undefined : nearestNames(second, inGroup)[0];
    const hint = near === undefined ? `It has: ${inGroup.join(', ')}.` : `Did you mean "${first} ${near}"?`;
    return second === undefined || second.startsWith('-')
      ? `"${first}" wants one more word. ${hint}`
      : `there is no command "${first} ${second}". ${hint}`;
  }
  const near = nearestNames(first, [...new Set(names.map((name) => name.split(' ')[0] ?? ''))])[0];
  const hint = near === undefined ? 'See "dlubal-auth --help".' : `Did you mean "${near}"?`;
  return `there is no command "${first}". ${hint}`;
}

/**
 * Reads what follows the command's name.
 *
 * @throws {UsageError} for an unknown option (with the nearest one), a missing value, a word too many or too few.
 */
export function parseCall(name: string, command: Command, rest: readonly string[]): Call {
  const rows = { ...command.options, ...COMMON_OPTIONS };
  const { ours, after } = partAtDashes(rest);
  const flags: Record<string, boolean> = {};
  const values: Record<string, string> = {};
  const lists: Record<string, string[]> = {};
  const words: string[] = [];
  for (let at = 0; at < ours.length; at += 1) {
    const argument = ours[at] ?? '';
    if (argument === '-h') flags.help = true;
    else if (!argument.startsWith('-') || argument === '-') {
      if (command.afterDashes !== undefined) throw new UsageError(wantsDashes(name, ours.slice(at)));
      words.push(argument);
    } else {
      const { option, inline } = splitOption(argument);
      const row = rowOf(name, rows, option);
      if (row.value === undefined) {
        if (inline !== undefined) throw new UsageError(`--${option} takes no value.`);
        flags[option] = true;
        continue;
      }
      const value = inline ?? ours[++at];
      if (value === undefined) throw new UsageError(`--${option} wants a value: --${option} ${row.value}.`);
      if (row.many) lists[option] = [...(lists[option] ?? []), value];
      else values[option] = value;
    }
  }
  const call = {
    flags,
    values,
    lists,
    ...(command.afterDashes === undefined ? joined(words, after) : { words, after }),
  };
  if (flags.help !== true) checkWords(name, command, call);
  return call;
}

const joined = (words: readonly string[], after: readonly string[]): Pick<Call, 'words' | 'after'> => ({
  words: [...words, ...after],
  after: [],
});

/** What stands before the first `--` and what stands after it, whatever it looks like. */
export function partAtDashes(argv: readonly string[]): {
  readonly ours: readonly string[];
  readonly after: readonly string[];
} {
  const dashes = argv.indexOf('--');
  return dashes < 0
    ? { ours: argv, after: [] }
    : { ours: argv.slice(0, dashes), after: argv.slice(dashes + 1) };
}

function wantsDashes(name: string, words: readonly string[]): string {
  return `"${name}" wants "--" before the command, so that its options stay its own: dlubal-auth ${name} -- ${words.join(' ')}`;
}

function splitOption(argument: string): { option: string; inline: string | undefined } {
  const text = argument.replace(/^--?/, '');
  const equals = text.indexOf('=');
  return equals < 0
    ? { option: text, inline: undefined }
    : { option: text.slice(0, equals), inline: text.slice(equals + 1) };
}

function rowOf(name: string, rows: Readonly<Record<string, OptionRow>>, option: string): OptionRow {
  const row = Object.hasOwn(rows, option) ? rows[option] : undefined;
  if (row !== undefined) return row;
  const near = nearestNames(option, Object.keys(rows))[0];
  const hint = near === undefined ? `See "dlubal-auth ${name} --help".` : `Did you mean --${near}?`;
  throw new UsageError(`"${name}" has no option --${option}. ${hint}`);
}

function checkWords(name: string, command: Command, { words, after }: Call): void {
  if (command.afterDashes !== undefined && after.length === 0) {
    throw new UsageError(
      `"${name}" wants a command after "--": dlubal-auth ${name} -- ${command.afterDashes}.`,
    );
  }
  const wanted = command.words ?? [];
  const needed = wanted.filter((word) => !word.startsWith('['));
  if (words.length < needed.length) {
    throw new UsageError(
      `"${name}" wants ${needed.slice(words.length).join(' ')}: dlubal-auth ${name} ${wanted.join(' ')}.`,
    );
  }
  if (words.length > wanted.length && !wanted.at(-1)?.includes('...')) {
    throw new UsageError(
      `"${name}" does not take ${wanted.length === 0 ? 'words' : 'that many words'}. Keys are never given as arguments, which others on this machine can read. See "dlubal-auth ${name} --help".`,
    );
  }
}

import { nearestNames } from '@dlubal-kit/auth-core';
import { UsageFault } from '../failure/usage-fault.js';
import type { Command } from './definition.js';
import { GLOBAL_OPTIONS } from './global-options.js';
import { keyAdvice } from './key-advice.js';
import { tokensOf } from './parse-options.js';
import { CONFIG } from './shared-options.js';
import { flag, type Value } from './values.js';

/** Options that can precede the command. */
const LEADING: Readonly<Record<string, Value>> = {
  ...GLOBAL_OPTIONS,
  ...CONFIG,
  version: flag('print the version'),
};

/** A command line in its parts. */
export interface Line {
  /** Global options in front of the command. */
  readonly leading: readonly string[];
  /** The command and all that follows. */
  readonly rest: readonly string[];
}

/**
 * Parts the options in front of the command from the command.
 *
 * @throws {UsageFault} for an option that belongs behind a command's name
 */
export function partLine(argv: readonly string[]): Line {
  if (!argv[0]?.startsWith('-') || argv[0] === '-') return { leading: [], rest: argv };
  for (const token of tokensOf(LEADING, argv)) {
    if (token.kind !== 'option')
      return { leading: argv.slice(0, token.index), rest: argv.slice(token.index) };
    if (Object.hasOwn(LEADING, token.name) || SHORT.has(token.rawName)) continue;
    throw misplacedOption(argv[token.index] ?? token.rawName);
  }
  return { leading: argv, rest: [] };
}

const SHORT: ReadonlySet<string> = new Set(['-h', '-V']);

function misplacedOption(typed: string): UsageFault {
  const option = typed.replace(/=.*$/s, '');
  const [near] = nearestNames(option.replace(/^-+/, ''), Object.keys(LEADING));
  const hint =
    near === undefined
      ? `Options of a command follow its name: dlubal-auth <command> ${option} …`
      : `Did you mean --${near}?`;
  const happened = `${option} is not an option that can precede the command.`;
  return new UsageFault(happened, `${hint}${keyAdvice(typed)}`);
}

/** A command that was found, and what it was called with. */
export interface Found {
  readonly command: Command;
  readonly argv: readonly string[];
}

/**
 * The command whose name begins the line; the longest name wins.
 *
 * @throws {UsageFault} where there is none, with the nearest name
 */
export function findCommand(argv: readonly string[], commands: readonly Command[]): Found {
  for (const length of [2, 1]) {
    const name = argv.slice(0, length).join(' ');
    const command = commands.find(({ definition }) => definition.name === name);
    if (command === undefined) continue;
    const next = argv[length];
    // Where a command takes no arguments, a word behind it was meant as a subcommand.
    const misspelt = next !== undefined && !next.startsWith('-') && isGroup(command, commands);
    if (misspelt) break;
    return { command, argv: argv.slice(length) };
  }
  throw unknownCommand(argv, commands);
}

const isGroup = ({ definition: { name, arguments: rows, program } }: Command, commands: readonly Command[]) =>
  rows === undefined && program === undefined && commandsOf(name, commands).length > 0;

/** The subcommands of a group, such as `keys`. */
export const commandsOf = (group: string, commands: readonly Command[]): readonly Command[] =>
  commands.filter(({ definition }) => definition.name.startsWith(`${group} `));

function unknownCommand([first = '', second]: readonly string[], commands: readonly Command[]): UsageFault {
  const group = commandsOf(first, commands).map(({ definition }) => definition.name.slice(first.length + 1));
  if (group.length > 0 && (second === undefined || second.startsWith('-'))) {
    const happened = `"${first}" needs a subcommand: ${group.join(', ')}.`;
    return new UsageFault(happened, `See "dlubal-auth ${first} --help".`);
  }
  const typed = group.length > 0 ? `${first} ${second}` : first;
  const names =
    group.length > 0 ? group : [...new Set(commands.map(({ definition }) => firstWord(definition.name)))];
  const [near] = nearestNames(group.length > 0 ? (second ?? '') : first, names);
  const prefix = group.length > 0 ? `${first} ` : '';
  const hint =
    near !== undefined
      ? `Did you mean "${prefix}${near}"?`
      : group.length > 0
        ? `Subcommands of "${first}": ${group.join(', ')}.`
        : 'See "dlubal-auth --help".';
  return new UsageFault(`unknown command "${typed}".`, `${hint}${keyAdvice(typed)}`);
}

const firstWord = (name: string): string => name.split(' ')[0] ?? '';

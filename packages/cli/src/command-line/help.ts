import { EXIT_CODES } from '@dlubal-kit/auth-core';
import { wrap } from '../terminal/wrap.js';
import type { Command, Definition, Groups, Values } from './definition.js';
import { commandsOf, findCommand } from './find-command.js';
import { GLOBAL_OPTIONS } from './global-options.js';
import { wordsOf } from './parse-options.js';

/** Commands under the headings of the overview. */
export type Sections = Readonly<Record<string, readonly Command[]>>;

/** All commands, as the help shows them. */
interface All {
  readonly sections: Sections;
  /** What groups are about that are not commands, such as `keys`. */
  readonly groups: Groups;
  readonly commands: readonly Command[];
}

/**
 * Help on the words that follow "help": a command, a group, or `exit-codes`; without words, on the whole.
 *
 * @throws {UsageError} where there is no such command
 */
export function helpOn(words: readonly string[], { sections, groups, commands }: All, width: number): string {
  const [first] = words;
  if (first === undefined) return overview(sections, groups, width);
  if (first === 'exit-codes') return exitCodeHelp(width);
  const summary = words.length === 1 && Object.hasOwn(groups, first) ? groups[first]?.summary : undefined;
  const isCommand = commands.some(({ definition }) => definition.name === first);
  if (summary !== undefined && !isCommand) return groupHelp(first, summary, commands, width);
  return commandHelp(findCommand(words, commands).command.definition, commands, width);
}

type Row = readonly [left: string, right: string];

/** A longer left column leaves too little room for the right one; its text begins on a line of its own. */
const MOST_LEFT = 24;

/** Two columns, the right one wrapped under itself. */
function columns(rows: readonly Row[], width: number): string[] {
  const left = Math.min(MOST_LEFT, Math.max(...rows.map(([name]) => name.length)));
  return rows.flatMap(([name, says]) => {
    const indent = ' '.repeat(left + 4);
    if (name.length <= left) return wrap(`  ${name.padEnd(left)}  ${says}`, width).split('\n');
    return [`  ${name}`, ...wrap(`${indent}${says}`, width).split('\n')];
  });
}

const optionRows = (options: Values): Row[] =>
  Object.entries(options).map(([name, { value, many, help }]) => [
    `--${name}${value === undefined ? '' : ` ${value}`}`,
    many === true ? `${help} (repeatable)` : help,
  ]);

/** The options under their headings, those of every command last. */
function optionLines({ options = {}, json }: Definition, width: number): string[] {
  const global = {
    ...GLOBAL_OPTIONS,
    json: { ...GLOBAL_OPTIONS.json, ...(json === undefined ? {} : { help: json }) },
  };
  const groups = new Map<string, Values>();
  for (const [name, row] of Object.entries(options)) {
    const heading = row.group ?? 'Options';
    groups.set(heading, { ...groups.get(heading), [name]: row });
  }
  // What a command declares for itself keeps its own words.
  const rest = Object.fromEntries(Object.entries(global).filter(([name]) => !Object.hasOwn(options, name)));
  return [...groups, ['Global options', rest] as const].flatMap(([heading, rows]) => [
    '',
    heading,
    ...columns(optionRows(rows), width),
  ]);
}

const usageOf = ({ name, arguments: rows = {}, program }: Definition): string =>
  [`dlubal-auth ${name}`, wordsOf(rows), '[options]', program === undefined ? '' : `-- ${program}`]
    .filter((part) => part !== '')
    .join(' ');

/** Help of one command: what it does, its subcommands, arguments and options, examples. */
function commandHelp(definition: Definition, commands: readonly Command[], width: number): string {
  const { summary, about, arguments: rows = {}, examples, name } = definition;
  const words = Object.values(rows).map(({ value = '', help }): Row => [value, help]);
  return [
    usageOf(definition),
    '',
    wrap(`${summary}.`, width),
    ...(about === undefined ? [] : ['', wrap(about, width)]),
    ...subcommandLines(name, commands, width),
    ...(words.length === 0 ? [] : ['', 'Arguments', ...columns(words, width)]),
    ...optionLines(definition, width),
    '',
    'Examples',
    ...examples.map((example) => `  ${example}`),
    '',
  ].join('\n');
}

function subcommandLines(group: string, commands: readonly Command[], width: number): string[] {
  const rows = commandsOf(group, commands).map(({ definition: { name, summary } }): Row => [name, summary]);
  return rows.length === 0 ? [] : ['', 'Subcommands', ...columns(rows, width)];
}

/** Help of a group that is not a command itself, such as `keys`. */
function groupHelp(group: string, summary: string, commands: readonly Command[], width: number): string {
  return [
    `dlubal-auth ${group} <subcommand> [options]`,
    '',
    wrap(`${summary}.`, width),
    ...subcommandLines(group, commands, width),
    '',
    wrap(`dlubal-auth ${group} <subcommand> --help shows its options and examples.`, width),
    '',
  ].join('\n');
}

/** Help of the whole: a line for each command and each group. */
function overview(sections: Sections, groups: Groups, width: number): string {
  const all = Object.values(sections).flat();
  const rows = Object.values(sections).map((commands) => sectionRows(commands, all, groups));
  const left = Math.max(...rows.flat().map(([name]) => name.length));
  return [
    wrap('dlubal-auth <command> [options]      find, keep and test keys for the Dlubal API', width),
    '',
    ...Object.keys(sections).flatMap((heading, at) => [
      heading,
      ...columns(
        (rows[at] ?? []).map(([name, says]): Row => [name.padEnd(left), says]),
        width,
      ),
    ]),
    '',
    'dlubal-auth <command> --help     options and examples',
    'dlubal-auth help exit-codes      what each exit code means',
    "An independent project, not one of Dlubal Software's.",
    '',
  ].join('\n');
}

function sectionRows(commands: readonly Command[], all: readonly Command[], groups: Groups): Row[] {
  const rows = new Map<string, string>();
  for (const { definition } of commands) {
    const [first = ''] = definition.name.split(' ');
    if (rows.has(first)) continue;
    const subcommands = commandsOf(first, all).map((command) => command.definition.name.split(' ')[1]);
    const summary = groups[first]?.short ?? definition.summary;
    rows.set(first, subcommands.length === 0 ? summary : `${summary}: ${subcommands.join(', ')}`);
  }
  return [...rows];
}

/** What each exit code means. */
const exitCodeHelp = (width: number): string =>
  ['Exit codes', ...columns(Object.entries(EXIT_CODES), width), ''].join('\n');

import { EXIT_CODES } from '@dlubal-kit/auth-core';
import type { Command, OptionRow } from './command.js';
import { COMMON_OPTIONS } from './parse-command-line.js';

const column = (rows: readonly (readonly [string, string])[]): string => {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n');
};

const optionRows = (options: Readonly<Record<string, OptionRow>>): [string, string][] =>
  Object.entries(options).map(([name, { value, help }]) => [
    `--${name}${value === undefined ? '' : ` ${value}`}`,
    help,
  ]);

/** Help of one command: what it does, its words and options, examples. */
export function commandHelp(name: string, command: Command): string {
  const words = (command.words ?? []).map((word) => ` ${word}`).join('');
  const after = command.afterDashes === undefined ? '' : ` -- ${command.afterDashes}`;
  return [
    `dlubal-auth ${name}${words} [options]${after}`,
    '',
    `${command.summary}.`,
    ...(command.about === undefined ? [] : ['', command.about]),
    '',
    'Options',
    column(optionRows({ ...command.options, ...COMMON_OPTIONS })),
    '',
    'Examples',
    ...command.examples.map((example) => `  ${example}`),
    '',
  ].join('\n');
}

/** Help of the whole: every command in a line, and the exit codes. */
export function overview(commands: Readonly<Record<string, Command>>): string {
  return [
    'dlubal-auth <command> [options]',
    '',
    'Check, resolve and explain API keys for the Dlubal API. An independent project, not one of Dlubal Software.',
    '',
    'Commands',
    column(
      Object.entries(commands)
        .filter(([, { hidden }]) => hidden !== true)
        .map(([name, { summary }]) => [name, summary]),
    ),
    '',
    'Exit codes',
    column(Object.entries(EXIT_CODES).map(([code, meaning]) => [code, meaning])),
    '',
    'Examples',
    '  dlubal-auth check            is the key accepted? (one API request)',
    '  dlubal-auth resolve          which key would be used, and why',
    '  dlubal-auth <command> --help',
    '',
  ].join('\n');
}

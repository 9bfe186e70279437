import type { Definition } from '../../../../packages/cli/src/command-line/definition.js';
import { GLOBAL_OPTIONS } from '../../../../packages/cli/src/command-line/global-options.js';
import type { Value } from '../../../../packages/cli/src/command-line/values.js';
import { SECTIONS } from '../../../../packages/cli/src/command-table.js';
import { code, page, table } from '../markdown-text.js';

type Values = Readonly<Record<string, Value>>;

const OPTION = /(?<![\w`-])--[a-z][\w-]*/g;
const cell = (text: string): string =>
  text
    .replaceAll('<', '&lt;')
    .replaceAll('\n', ' ')
    .replaceAll(OPTION, (option) => code(option));
const says = ({ help, many }: Value): string => cell(many === true ? `${help} (repeatable)` : help);

const optionRows = (options: Values): string[][] =>
  Object.entries(options).map(([name, row]) => [
    code(`--${name}${row.value === undefined ? '' : ` ${row.value}`}`),
    says(row),
  ]);

const argumentRows = (rows: Values): string[][] =>
  Object.values(rows).map((row) => [code(row.value ?? ''), says(row)]);

const tableOf = (head: string, rows: readonly (readonly string[])[]): string =>
  rows.length === 0 ? '' : table([head, ''], rows);

function commandPart({ name, summary, about = '', ...definition }: Definition): string {
  const { arguments: rows = {}, options = {}, program, examples } = definition;
  return page(
    `### ${name}`,
    `${cell(summary)}.`,
    ...about.split('\n\n').map(cell),
    tableOf('argument', argumentRows(rows)),
    tableOf('option', optionRows(options)),
    program === undefined ? '' : `After \`--\`: ${code(program)}.`,
    `Examples:\n${examples.map((example) => `- ${code(example)}`).join('\n')}`,
  ).trimEnd();
}

/** Every command with its arguments, options and examples, from the definitions that parse them. */
export const commandLinePage = (): string =>
  page(
    '---\norder: 1\n---',
    '# The command line',
    'Made from the definitions that parse the commands. `dlubal-auth COMMAND --help` says the same.',
    '## Every command',
    tableOf('option', optionRows(GLOBAL_OPTIONS)),
    ...Object.entries(SECTIONS).flatMap(([heading, commands]) => [
      `## ${heading}`,
      ...commands.map(({ definition }) => commandPart(definition)),
    ]),
  );

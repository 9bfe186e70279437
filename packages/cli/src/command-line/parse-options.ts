import { parseArgs } from 'node:util';
import { nearestNames } from '@dlubal-kit/auth-core';
import { UsageFault } from '../failure/usage-fault.js';
import type { Definition, Values } from './definition.js';
import { GLOBAL_OPTIONS } from './global-options.js';
import { keyAdvice } from './key-advice.js';
import type { Value } from './values.js';

/** What was given, by the names of the command line, each text as it was typed. */
interface Given {
  readonly options: ReadonlyMap<string, readonly string[]>;
  readonly words: readonly string[];
}

/**
 * Reads what follows a command's name.
 *
 * @returns what `run` gets, with names in camelCase
 * @throws {UsageFault} for anything that the definition does not allow, with what to write instead
 */
export function parseOptions(
  definition: Definition,
  argv: readonly string[],
): Readonly<Record<string, unknown>> {
  const { ours, after } = partAtDashes(argv);
  const rows: Values = { ...definition.options, ...GLOBAL_OPTIONS };
  const given = collect(definition, rows, definition.program === undefined ? argv : ours);
  checkTogether(definition, given);
  return { ...readWords(definition, given, after), ...readOptions(rows, given) };
}

/** What precedes the first `--` and what follows it, whatever it looks like. */
export function partAtDashes(argv: readonly string[]): {
  readonly ours: readonly string[];
  readonly after: readonly string[];
} {
  const dashes = argv.indexOf('--');
  return dashes < 0
    ? { ours: argv, after: [] }
    : { ours: argv.slice(0, dashes), after: argv.slice(dashes + 1) };
}

/** Splits a command line by Node's own parser; what it must not contain is judged here, with better words. */
export function tokensOf(rows: Values, argv: readonly string[]) {
  // Without options there is nothing to parse, and Node's parser is not loaded.
  if (!argv.some((word) => word.startsWith('-'))) {
    return argv.map((value, index) => ({ kind: 'positional', index, value }) as const);
  }
  const options = Object.fromEntries(
    Object.entries(rows).map(([name, { value }]) => [
      name,
      { type: value === undefined ? ('boolean' as const) : ('string' as const) },
    ]),
  );
  return parseArgs({ args: [...argv], options, strict: false, allowPositionals: true, tokens: true }).tokens;
}

function collect(definition: Definition, rows: Values, argv: readonly string[]): Given {
  const options = new Map<string, string[]>();
  const words: string[] = [];
  for (const token of tokensOf(rows, argv)) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    const row = Object.hasOwn(rows, token.name) ? rows[token.name] : undefined;
    if (row === undefined) throw unknownOption(definition, rows, argv[token.index] ?? token.rawName);
    const before = options.get(token.name);
    if (before !== undefined && row.many !== true) {
      throw new UsageFault(`${token.rawName} is given twice.`, 'Give it once.');
    }
    options.set(token.name, [...(before ?? []), givenValue(token, row)]);
  }
  return { options, words };
}

interface OptionToken {
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

function givenValue({ rawName, value, inlineValue }: OptionToken, row: Value): string {
  if (row.value === undefined) {
    if (value !== undefined) throw new UsageFault(`${rawName} takes no value.`, `Write ${rawName} alone.`);
    return '';
  }
  const usage = `${rawName} ${row.value}`;
  if (value === undefined) throw new UsageFault(`${rawName} needs a value.`, `Write ${usage}.`);
  if (value === '') throw new UsageFault(`${rawName} needs a value that is not empty.`, `Write ${usage}.`);
  if (inlineValue !== true && value.startsWith('-') && value !== '-') {
    throw new UsageFault(
      `${rawName} needs a value, but "${value}" follows.`,
      `Write ${usage}. If that is the value, write ${rawName}=${value}.`,
    );
  }
  return value;
}

function unknownOption({ name, moved = {} }: Definition, rows: Values, typed: string): UsageFault {
  const option = typed.replace(/=.*$/s, '');
  const bare = option.replace(/^-+/, '');
  if (Object.hasOwn(moved, bare)) {
    return new UsageFault(`"${name}" has no option ${option} any more.`, `Write: dlubal-auth ${moved[bare]}`);
  }
  const [near] = nearestNames(bare, Object.keys(rows));
  const hint = near === undefined ? `See "dlubal-auth ${name} --help".` : `Did you mean --${near}?`;
  return new UsageFault(`"${name}" has no option ${option}.`, `${hint}${keyAdvice(typed)}`);
}

function checkTogether({ name, options = {}, excludes = [], needs = {} }: Definition, given: Given): void {
  for (const group of excludes) {
    const [one, other] = group.filter((option) => given.options.has(option));
    if (other === undefined) continue;
    throw new UsageFault(`--${one} and --${other} exclude each other.`, 'Give one of them.');
  }
  for (const [option, others = []] of Object.entries(needs)) {
    if (!given.options.has(option) || others.some((other) => given.options.has(other))) continue;
    const usages = others.map((other) => usageOf(other, options[other])).join(' or ');
    throw new UsageFault(`--${option} needs ${usages}.`, `Add it, or leave --${option} out.`);
  }
  for (const [option, row] of Object.entries(options)) {
    if (row.required !== true || given.options.has(option)) continue;
    const choices = Array.isArray(row.offers) ? `, one of ${row.offers.join(', ')}` : '';
    throw new UsageFault(
      `"${name}" needs ${usageOf(option, row)}${choices}.`,
      `Add it: dlubal-auth ${name} ${usageOf(option, row)}`,
    );
  }
}

const usageOf = (option: string, row: Value | undefined): string =>
  `--${option}${row?.value === undefined ? '' : ` ${row.value}`}`;

function readOptions(rows: Values, given: Given): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(rows).map(([name, row]) => [
      name.replace(/-(.)/g, (_all, letter: string) => letter.toUpperCase()),
      row.read(given.options.get(name) ?? [], `--${name}`),
    ]),
  );
}

function readWords(
  definition: Definition,
  { words }: Given,
  after: readonly string[],
): Record<string, unknown> {
  const { name, arguments: rows = {}, program } = definition;
  if (program !== undefined) return { program: programOf(name, program, words, after) };
  const left = [...words];
  const read = Object.entries(rows).map(([key, row]) => {
    const own = row.many === true ? left.splice(0) : left.splice(0, 1);
    if (own.length === 0 && row.required === true) {
      throw new UsageFault(`"${name}" needs ${row.value}.`, `Write: dlubal-auth ${name} ${wordsOf(rows)}`);
    }
    return [key, row.read(own, row.value ?? key)] as const;
  });
  if (left.length > 0) throw tooManyWords(definition, words, left);
  return Object.fromEntries(read);
}

function programOf(
  name: string,
  program: string,
  words: readonly string[],
  after: readonly string[],
): readonly string[] {
  if (words.length > 0) {
    throw new UsageFault(
      `"${name}" needs "--" before the program, which keeps its options apart.`,
      `Write: dlubal-auth ${name} -- ${words.join(' ')}`,
    );
  }
  if (after.length > 0) return after;
  throw new UsageFault(`"${name}" needs a program after "--".`, `Write: dlubal-auth ${name} -- ${program}`);
}

function tooManyWords(
  { name, arguments: rows = {} }: Definition,
  words: readonly string[],
  left: readonly string[],
): UsageFault {
  const takes =
    Object.keys(rows).length === 0 ? 'takes no arguments' : `takes ${wordsOf(rows)} and no more arguments`;
  return new UsageFault(
    `"${name}" ${takes}, got "${left[0]}".`,
    `See "dlubal-auth ${name} --help".${keyAdvice(words.join(' '))}`,
  );
}

/** Arguments as the help shows them: `NAME`, `[PATH...]`. */
export function wordsOf(rows: Values): string {
  return Object.values(rows)
    .map(({ value = '', many, required }) => {
      const word = many === true ? `${value}...` : value;
      return required === true ? word : `[${word}]`;
    })
    .join(' ');
}

import { isObeyed } from '../terminal/safe-text.js';
import type { Command, Values } from './definition.js';
import { GLOBAL_OPTIONS } from './global-options.js';
import type { Value } from './values.js';

/** What completion can offer, except files, which the shell completes itself. */
export interface Offer {
  readonly commands: readonly Command[];
  readonly keyNames: () => Promise<readonly string[]>;
}

/**
 * What could replace the last word.
 *
 * @param words what follows the command's name, the word being typed last; bash splits words at `=`
 */
export async function candidates(words: readonly string[], offer: Offer): Promise<string[]> {
  const typed = joinedAtEquals(words);
  const current = typed.at(-1) ?? '';
  const before = withoutLeading(typed.slice(0, -1));
  const all = await everything(before, current, offer);
  // What a shell would take apart, or a terminal obey, is not offered.
  return [...new Set(all)].filter((word) => word.startsWith(current) && !isObeyed(word));
}

/** Global options in front of the command change nothing about what follows it. */
function withoutLeading(before: readonly string[]): readonly string[] {
  const [first = '', ...rest] = before;
  if (!first.startsWith('--')) return before;
  return withoutLeading(first === '--config' ? rest.slice(1) : rest);
}

async function everything(
  before: readonly string[],
  current: string,
  offer: Offer,
): Promise<readonly string[]> {
  const found = commandIn(before, offer.commands);
  if (found === undefined) return nextWords(before, offer.commands);
  const { definition } = found.command;
  const { rest } = found;
  if (rest.includes('--')) return [];
  const rows: Values = { ...definition.options, ...GLOBAL_OPTIONS };
  const inline = /^--([^=]+)=/.exec(current)?.[1];
  if (inline !== undefined) {
    return (await offered(rows[inline], offer)).map((value) => `--${inline}=${value}`);
  }
  const open = rows[/^--(.+)$/.exec(rest.at(-1) ?? '')?.[1] ?? ''];
  if (open?.value !== undefined) return offered(open, offer);
  if (current.startsWith('-')) return Object.keys(rows).map((name) => `--${name}`);
  const words = await offered(Object.values(definition.arguments ?? {})[wordsIn(rest, rows)], offer);
  return rest.length === 0 ? [...words, ...nextWords(before, offer.commands)] : words;
}

/** How many arguments the command has already: options and their values do not count. */
function wordsIn(rest: readonly string[], rows: Values): number {
  const isValue = (at: number): boolean => rows[rest[at - 1]?.replace(/^--/, '') ?? '']?.value !== undefined;
  return rest.filter((word, at) => !word.startsWith('-') && !(rest[at - 1]?.startsWith('--') && isValue(at)))
    .length;
}

async function offered(row: Value | undefined, { keyNames }: Offer): Promise<readonly string[]> {
  const offers = row?.offers ?? [];
  if (typeof offers === 'function') return offers();
  return offers === 'key names' ? keyNames() : offers;
}

function commandIn(
  before: readonly string[],
  commands: readonly Command[],
): { command: Command; rest: readonly string[] } | undefined {
  for (const length of [2, 1]) {
    const name = before.slice(0, length).join(' ');
    const command = commands.find(({ definition }) => definition.name === name);
    if (command !== undefined && before.length >= length) return { command, rest: before.slice(length) };
  }
  return undefined;
}

function nextWords(before: readonly string[], commands: readonly Command[]): string[] {
  return commands
    .map(({ definition }) => definition.name.split(' '))
    .filter((part) => before.every((word, at) => part[at] === word))
    .flatMap((part) => part[before.length] ?? []);
}

function joinedAtEquals(words: readonly string[]): string[] {
  const joined: string[] = [];
  for (const [at, word] of words.entries()) {
    if (at > 0 && (word === '=' || words[at - 1] === '=') && joined.at(-1)?.startsWith('--'))
      joined.push(joined.pop() + word);
    else joined.push(word);
  }
  return joined;
}

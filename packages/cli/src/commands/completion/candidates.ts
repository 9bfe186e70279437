import type { Command, OptionRow } from '../../command-line/command.js';
import { COMMON_OPTIONS } from '../../command-line/parse-command-line.js';

/** What completion can offer, beside files, which the shell knows itself. */
export interface Offer {
  readonly commands: Readonly<Record<string, Command>>;
  readonly keyNames: () => Promise<readonly string[]>;
}

/** Placeholders of the help whose values are known. */
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  SHELL: ['bash', 'fish', 'powershell', 'zsh'],
};
const KEY_NAMES = new Set(['NAME', 'OLD']);

/**
 * What may stand in place of the last word.
 *
 * @param words what stands behind the command's name, the word that is being typed last; bash parts words at `=`
 */
export async function candidates(words: readonly string[], offer: Offer): Promise<string[]> {
  const typed = joinedAtEquals(words);
  const current = typed.at(-1) ?? '';
  const before = typed.slice(0, -1);
  const all = await everything(before, current, offer);
  // What a shell would take apart, or a terminal obey, is not offered.
  return [...new Set(all)].filter((word) => word.startsWith(current) && !/[\x00-\x1f\x7f]/.test(word));
}

async function everything(
  before: readonly string[],
  current: string,
  offer: Offer,
): Promise<readonly string[]> {
  const found = commandIn(before, offer.commands);
  if (found === undefined) return nextWords(before, offer.commands);
  const { command, rest } = found;
  if (rest.includes('--')) return [];
  const rows: Readonly<Record<string, OptionRow>> = { ...command.options, ...COMMON_OPTIONS };
  const inline = /^--([^=]+)=/.exec(current)?.[1];
  if (inline !== undefined) {
    return (await values(rows[inline]?.value, offer)).map((value) => `--${inline}=${value}`);
  }
  const open = rows[/^--(.+)$/.exec(rest.at(-1) ?? '')?.[1] ?? '']?.value;
  if (open !== undefined) return values(open, offer);
  if (current.startsWith('-')) return Object.keys(rows).map((name) => `--${name}`);
  const words = await values(command.words?.[wordsIn(rest, rows)], offer);
  return rest.length === 0 ? [...words, ...nextWords(before, offer.commands)] : words;
}

/** How many words of the command stand there: options and their values do not count. */
function wordsIn(rest: readonly string[], rows: Readonly<Record<string, OptionRow>>): number {
  const isValue = (at: number): boolean => rows[rest[at - 1]?.replace(/^--/, '') ?? '']?.value !== undefined;
  return rest.filter((word, at) => !word.startsWith('-') && !(rest[at - 1]?.startsWith('--') && isValue(at)))
    .length;
}

async function values(placeholder: string | undefined, { keyNames }: Offer): Promise<readonly string[]> {
  if (placeholder === undefined) return [];
  return KEY_NAMES.has(placeholder) ? keyNames() : (CHOICES[placeholder] ?? []);
}

function commandIn(
  before: readonly string[],
  commands: Offer['commands'],
): { command: Command; rest: readonly string[] } | undefined {
  for (const length of [2, 1]) {
    const name = before.slice(0, length).join(' ');
    const command = before.length >= length && Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (command !== undefined) return { command, rest: before.slice(length) };
  }
  return undefined;
}

function nextWords(before: readonly string[], commands: Offer['commands']): string[] {
  const parts = Object.entries(commands)
    .filter(([, { hidden }]) => hidden !== true)
    .map(([name]) => name.split(' '));
  return parts
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

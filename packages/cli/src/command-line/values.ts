import { nearestNames } from '@dlubal-kit/auth-core';
import { UsageFault } from '../failure/usage-fault.js';

/** How an option or argument is shown, completed and read. `T` is what the command gets. */
export interface Value<T = unknown> {
  readonly help: string;
  /** Placeholder in the help. A flag has none. */
  readonly value?: string;
  /** Can be given several times; as an argument, it takes all that are left. */
  readonly many?: true;
  readonly required?: true;
  /** Heading in the help; without one, "Options". */
  readonly group?: string;
  /** What completion offers: these words, or the names of stored keys. */
  readonly offers?: readonly string[] | 'key names' | (() => Promise<readonly string[]>);
  /** @param as how the user knows it: `--limit`, or `NAME` */
  readonly read: (given: readonly string[], as: string) => T;
}

/** On or off. */
export const flag = (help: string): Value<boolean> => ({ help, read: (given) => given.length > 0 });

type Read<T> = (text: string, as: string) => T;

const one = <T>(
  value: string,
  help: string,
  read: Read<T>,
  offers?: Value['offers'],
): Value<T | undefined> => ({
  value,
  help,
  ...(offers === undefined ? {} : { offers }),
  read: ([text], as) => (text === undefined ? undefined : read(text, as)),
});

/** Any text. */
export const text = (value: string, help: string, offers?: Value['offers']): Value<string | undefined> =>
  one(value, help, (given) => given, offers);

/** A path, which shells complete by themselves. */
export const path = (value: string, help: string): Value<string | undefined> => text(value, help);

/** The name of a stored key. */
export const keyName = (value: string, help: string): Value<string | undefined> =>
  text(value, help, 'key names');

/** The name of an environment variable, as every shell and system takes it. */
export const variableName = (value: string, help: string): Value<string | undefined> =>
  one(value, help, (given, as) => {
    if (/^[A-Za-z_]\w*$/.test(given)) return given;
    throw new UsageFault(
      `${as} must be the name of a variable (letters, digits and "_", such as MY_API_KEY), got "${given}".`,
      `Write ${as} MY_API_KEY, for example.`,
    );
  });

/** A whole number from `min` to `max`, of something that has a name, such as "requests". */
export function whole(
  unit: string,
  value: string,
  help: string,
  { min = 0, max = 999_999_999 }: { readonly min?: number; readonly max?: number } = {},
): Value<number | undefined> {
  return one(value, help, (given, as) => {
    const number = /^\d{1,9}$/.test(given) ? Number(given) : Number.NaN;
    if (number >= min && number <= max) return number;
    const range = max < 999_999_999 ? ` from ${min} to ${max}` : min > 0 ? ` above ${min - 1}` : '';
    const such = Math.min(max, Math.max(min, 100));
    throw new UsageFault(
      `${as} must be a whole number of ${unit}${range}, got "${given}".`,
      `Write it in digits, such as ${such}.`,
    );
  });
}

/** A port; 0 takes a free one. */
export function port(help: string): Value<number | undefined> {
  return one('PORT', help, (given, as) => {
    const number = /^\d{1,5}$/.test(given) ? Number(given) : Number.NaN;
    if (number <= 65_535) return number;
    throw new UsageFault(
      `${as} must be a number from 0 to 65535, got "${given}".`,
      'Write it in digits; 0 takes a free port.',
    );
  });
}

/** One of a few words. `also` has other spellings that people type. */
export function choice<const C extends string>(
  words: readonly C[],
  value: string,
  help: string,
  also: Readonly<Record<string, C>> = {},
): Value<C | undefined> {
  const read: Read<C> = (given, as) => {
    const asked = given.toLowerCase();
    const word =
      words.find((known) => known === asked) ?? (Object.hasOwn(also, asked) ? also[asked] : undefined);
    if (word !== undefined) return word;
    const [near] = nearestNames(asked, words);
    const hint = near === undefined ? 'Write one of them.' : `Did you mean ${near}?`;
    throw new UsageFault(`${as} must be one of ${words.join(', ')}, got "${given}".`, hint);
  };
  return one(value, help, read, words);
}

/** The same, any number of times. */
export function many<T>({ read, ...shown }: Value<T | undefined>): Value<readonly T[]> {
  return { ...shown, many: true, read: (given, as) => given.map((text) => read([text], as) as T) };
}

/** The same, and the command is refused without it. */
export function required<T>({ read, ...shown }: Value<T | undefined>): Value<T> {
  return { ...shown, required: true, read: (given, as) => read(given, as) as T };
}

/** The same options under a heading of their own. */
export function inGroup<V extends Readonly<Record<string, Value>>>(group: string, options: V): V {
  return Object.fromEntries(
    Object.entries(options).map(([name, row]) => [name, { ...row, group }]),
  ) as unknown as V;
}

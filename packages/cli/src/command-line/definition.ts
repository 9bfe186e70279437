import type { Context } from '../terminal/context.js';
import type { Value } from './values.js';

export type Values = Readonly<Record<string, Value>>;
// biome-ignore lint/complexity/noBannedTypes: what a command has that takes nothing
type Nothing = {};

/**
 * A command: what it takes, and all that help, completion and the parser say about it. What it does is bound to it in
 * `command-table.ts`, and loaded when it was chosen.
 */
export interface Definition<
  A extends Values = Values,
  O extends Values = Values,
  P extends string | undefined = string | undefined,
> {
  /** One word, or two for a subcommand: `keys add`. */
  readonly name: string;
  /** One sentence without its full stop. */
  readonly summary: string;
  /** Paragraphs below the summary. */
  readonly about?: string;
  /** Arguments in their order, by the name that `run` gets. */
  readonly arguments?: A;
  readonly options?: O;
  /** What follows `--` and belongs to another program; `run` gets it as `program`. */
  readonly program?: P;
  /** Options of which only one can be given. */
  readonly excludes?: readonly (readonly NoInfer<keyof O & string>[])[];
  /** Options that mean nothing without one of these. */
  readonly needs?: { readonly [option in NoInfer<keyof O & string>]?: readonly NoInfer<keyof O & string>[] };
  /** Options that became something else, and what to write now. */
  readonly moved?: Readonly<Record<string, string>>;
  /** What `--json` prints, where that is not the answer. */
  readonly json?: string;
  /** Of a command whose stdout a shell evaluates: what is printed there when it fails, from the words after its name. */
  readonly failing?: (argv: readonly string[]) => string;
  readonly examples: readonly [string, string, ...string[]];
}

/** Gives a definition its types. */
export const define = <
  const A extends Values = Nothing,
  const O extends Values = Nothing,
  P extends string | undefined = undefined,
>(
  definition: Definition<A, O, P>,
): Definition<A, O, P> => definition;

type Camel<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<Camel<Rest>>}`
  : Name;

type ReadAll<V extends Values> = {
  readonly [Name in keyof V & string as Camel<Name>]: V[Name] extends Value<infer T> ? T : never;
};

/** What `run` gets: arguments, options by their names in camelCase, and the program after `--`. */
export type OptionsOf<D> =
  D extends Definition<infer A, infer O, infer P>
    ? ReadAll<A> &
        ReadAll<O> &
        (P extends string ? { readonly program: readonly [string, ...string[]] } : unknown)
    : never;

/** Does the work of a command and gives the exit code. */
export type Run<D> = (options: OptionsOf<D>, context: Context) => Promise<number>;

/** What each group of subcommands is about, in few words and in a sentence. */
export type Groups = Readonly<Record<string, { readonly short: string; readonly summary: string }>>;

/** A command as the parser, the help and completion see it. */
export interface Command {
  readonly definition: Definition;
  readonly load: () => Promise<(options: never, context: Context) => Promise<number>>;
}

/** Binds a definition to what it does. */
export const command = <A extends Values, O extends Values, P extends string | undefined>(
  definition: Definition<A, O, P>,
  load: () => Promise<Run<Definition<A, O, P>>>,
): Command => ({ definition: definition as unknown as Definition, load });

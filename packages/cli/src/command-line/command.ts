import type { Context } from '../edge/context.js';

/** One option of a command. Names are long; people may write `--name value` or `--name=value`. */
export interface OptionRow {
  /** What stands for the value in the help; a flag has none. */
  readonly value?: string;
  /** May stand several times. */
  readonly many?: true;
  readonly help: string;
}

/** The options and words that a command was called with. */
export interface Call {
  readonly flags: Readonly<Record<string, boolean | undefined>>;
  readonly values: Readonly<Record<string, string | undefined>>;
  readonly lists: Readonly<Record<string, readonly string[] | undefined>>;
  readonly words: readonly string[];
  /** What stands after `--`, untouched; empty unless the command takes it. */
  readonly after: readonly string[];
}

/** Does the work and gives the exit code. */
export type Run = (call: Call, context: Context) => Promise<number>;

/** A command as data; its code is loaded when it was chosen. */
export interface Command {
  readonly summary: string;
  /** For scripts only: not shown, not suggested. */
  readonly hidden?: true;
  /** What the help says below the summary. */
  readonly about?: string;
  /** Words after the command, as in `NAME` or `[PATH]`; those in brackets may be left out. */
  readonly words?: readonly string[];
  /** What is wanted after `--` and belongs to another program. Without it `--` only ends the options. */
  readonly afterDashes?: string;
  readonly options?: Readonly<Record<string, OptionRow>>;
  readonly examples: readonly [string, string, ...string[]];
  readonly load: () => Promise<Run>;
}

import type { AuditOptions } from '@dlubal-kit/node-client/config';

/** How a program ended: with a code, or it never ran, for the system's reason. */
export type ProgramEnd =
  | {
      readonly code: number;
      /** The signal that ended the program. */
      readonly signal?: NodeJS.Signals;
    }
  | { readonly notStarted: string };

/** How a program ended whose output was kept. */
export type CapturedEnd =
  | {
      readonly code: number;
      /** What it wrote to stdout and stderr, in the order in which it came. */
      readonly output: string;
    }
  | { readonly notStarted: string };

/** The part of the system's keyring that commands use. */
export interface KeyringAccess {
  readonly get: (name: string) => Promise<string | undefined>;
  readonly set: (name: string, key: string) => Promise<void>;
  /** Every key by its name. */
  readonly list: () => Promise<ReadonlyMap<string, string>>;
}

/** Everything outside this process that a command can touch; a test makes one from values. */
export interface System {
  /** Writes to stdout as it is. */
  readonly out: (text: string) => void;
  /** Writes to stderr as it is. */
  readonly err: (text: string) => void;
  /** All of stdin, as text. @throws {UsageFault} when there is more, or it cannot be read */
  readonly readInput: (mostMiB: number) => Promise<string>;
  /** Asks the person at the terminal; undefined when the input ends instead of an answer. */
  readonly ask: (question: string) => Promise<string | undefined>;
  /** The same, showing how many characters were typed instead of what was typed. */
  readonly askHidden: (question: string) => Promise<string | undefined>;
  readonly inputIsTerminal: boolean;
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
  /** Width of the terminal, 80 where it is not known. */
  readonly columns: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  /** The working directory; read late, since it can have been removed. */
  readonly cwd: string;
  /** The home folder; asked late, since it can fail for a user without an entry. */
  readonly home: () => string;
  /** Path of the one file that is Node and this program together; undefined where Node runs a script. */
  readonly executable: () => Promise<string | undefined>;
  /** @param audit where changes are written down */
  readonly keyring: (audit?: AuditOptions) => Promise<KeyringAccess>;
  /** Runs a program on this process's own input and output, without a shell. */
  readonly runProgram: (argv: readonly string[], env: System['env']) => Promise<ProgramEnd>;
  /** Runs a program without input and keeps its output; an abort ends it, with all that it started. */
  readonly captureProgram: (
    argv: readonly string[],
    env: System['env'],
    signal: AbortSignal,
  ) => Promise<CapturedEnd>;
  /** Ends this process by a signal, as the program that it ran was ended. */
  readonly endBySignal: (signal: NodeJS.Signals) => void;
  /** Resolves with the name of the signal that asks the process to end. */
  readonly untilSignal: () => Promise<string>;
  /** Resolves when stdin ends: on Windows the only way to ask a program to exit. */
  readonly untilInputEnds: () => Promise<void>;
}

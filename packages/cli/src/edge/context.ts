import { homedir } from 'node:os';
import { isTerminal, writeTo } from './streams.js';

/** How a program ended that a command ran: with a code, or it never ran, for the system's reason. */
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
      /** What it wrote to standard output and error, in the order in which it came. */
      readonly output: string;
    }
  | { readonly notStarted: string };

/** The part of the system's keyring that commands use. */
export interface KeyringAccess {
  readonly get: (name: string) => Promise<string | undefined>;
  readonly set: (name: string, key: string) => Promise<void>;
}

/** Everything a command may touch; a test makes one from values. */
export interface Context {
  /** Writes to standard output: the answer. */
  readonly out: (text: string) => void;
  /** Writes to standard error: everything that is not the answer. */
  readonly err: (text: string) => void;
  /** All of standard input, as text. */
  readonly readInput: () => Promise<string>;
  /** Asks the person at the terminal; undefined when the input ends instead of an answer. */
  readonly ask: (question: string) => Promise<string | undefined>;
  /** The same, without showing what is typed. */
  readonly askHidden: (question: string) => Promise<string | undefined>;
  readonly inputIsTerminal: boolean;
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  readonly cwd: string;
  /** The home folder; asked late, since it can fail for a user without an entry. */
  readonly home: () => string;
  readonly keyring: () => Promise<KeyringAccess>;
  /** Runs a program on this process's own input and output, without a shell. */
  readonly runProgram: (argv: readonly string[], env: Context['env']) => Promise<ProgramEnd>;
  /** Runs a program without input and keeps its output; an abort ends it, with all that it started. */
  readonly captureProgram: (
    argv: readonly string[],
    env: Context['env'],
    signal: AbortSignal,
  ) => Promise<CapturedEnd>;
  /** Ends this process by a signal, as a program ended that ran in its place. */
  readonly endBySignal: (signal: NodeJS.Signals) => void;
  /** Resolves with the name of the signal that asks the process to end. */
  readonly untilSignal: () => Promise<string>;
  /** Resolves when standard input ends: on Windows the one word to a program that it shall end. */
  readonly untilInputEnds: () => Promise<void>;
}

/** The context of this process. */
export function processContext(): Context {
  return {
    out: (text) => writeTo(1, text),
    err: (text) => writeTo(2, text),
    readInput,
    ask: async (question) => (await import('./ask.js')).ask(question, 'shown'),
    askHidden: async (question) => (await import('./ask.js')).ask(question, 'hidden'),
    get inputIsTerminal() {
      return isTerminal(0);
    },
    get outIsTerminal() {
      return isTerminal(1);
    },
    get errIsTerminal() {
      return isTerminal(2);
    },
    env: process.env,
    platform: process.platform,
    cwd: process.cwd(),
    home: homedir,
    keyring: async () => (await import('./open-keyring.js')).openKeyring(),
    runProgram: async (argv, env) => (await import('./run-program.js')).runProgram(argv, env),
    captureProgram: async (argv, env, signal) =>
      (await import('./capture-program.js')).captureProgram(argv, env, signal),
    endBySignal: (signal) => {
      process.kill(process.pid, signal);
    },
    untilInputEnds: () =>
      new Promise((resolve) => {
        for (const event of ['end', 'error', 'close']) process.stdin.once(event, () => resolve());
        process.stdin.resume();
      }),
    untilSignal: () =>
      new Promise((resolve) => {
        for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => resolve(signal));
      }),
  };
}

async function readInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

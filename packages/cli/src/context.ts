import { homedir } from 'node:os';

/** Everything a command may touch; a test makes one from values. */
export interface Context {
  /** Writes to standard output: the answer. */
  readonly out: (text: string) => void;
  /** Writes to standard error: everything that is not the answer. */
  readonly err: (text: string) => void;
  /** All of standard input, as text. */
  readonly readInput: () => Promise<string>;
  readonly inputIsTerminal: boolean;
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** The home folder; asked late, since it can fail for a user without an entry. */
  readonly home: () => string;
  /** Resolves with the name of the signal that asks the process to end. */
  readonly untilSignal: () => Promise<string>;
}

/** The context of this process. */
export function processContext(): Context {
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    readInput,
    inputIsTerminal: process.stdin.isTTY === true,
    outIsTerminal: process.stdout.isTTY === true,
    errIsTerminal: process.stderr.isTTY === true,
    env: process.env,
    cwd: process.cwd(),
    home: homedir,
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

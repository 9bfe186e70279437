import { join } from 'node:path';
import type { KeyringAccess, ProgramEnd, System } from '../src/edge/system.js';
import { main } from '../src/main.js';
import { expectPromised } from './expect-promised.js';

export interface RunCliOptions {
  /** Only these variables are seen. @default none */
  readonly env?: Readonly<Record<string, string>>;
  /** Where config.ini and .dlubalrc are looked for; use a folder of the test's own. @default a folder that is not there */
  readonly home?: string;
  /** Path of the one file that the command is. */
  readonly executable?: string;
  /** What the system answers when it is asked for the home folder. @default home */
  readonly homeOf?: () => string;
  /** @default the home folder */
  readonly cwd?: string;
  /** What is on stdin. @default '' */
  readonly input?: string;
  /** What a person answers, in order; undefined ends the input. Giving answers makes all three a terminal. */
  readonly answers?: readonly (string | undefined | (() => string))[];
  /** Whether input, output and error are a terminal. @default whether answers are given */
  readonly terminal?: boolean;
  /** Width of the terminal. @default so wide that no sentence is wrapped; 80 without a terminal */
  readonly columns?: number;
  readonly platform?: string;
  readonly keyring?: KeyringAccess;
  /** When the signal to end comes. @default at once */
  readonly untilSignal?: () => Promise<string>;
  /** Sees what is written to standard output, as it is written. */
  readonly onOut?: (text: string) => void;
  readonly runProgram?: (argv: readonly string[], env: System['env']) => Promise<ProgramEnd>;
  readonly captureProgram?: System['captureProgram'];
}

export interface CliRun {
  readonly code: number;
  /** Standard output. */
  readonly out: string;
  /** Standard error, questions included. */
  readonly err: string;
}

/**
 * Runs the command line inside this process, in a made context: nothing of this machine's own is seen.
 *
 * @example const { code, out } = await runCli(['keys', 'list', '--json'], { home });
 */
export async function runCli(argv: readonly string[], options: RunCliOptions = {}): Promise<CliRun> {
  const home = options.home ?? '/nowhere/home';
  const terminal = options.terminal ?? options.answers !== undefined;
  const answers = [...(options.answers ?? [])];
  let out = '';
  let err = '';
  const ask = async (question: string): Promise<string | undefined> => {
    err += question;
    if (answers.length === 0) throw new Error(`nobody answers: ${question}`);
    const answer = answers.shift();
    return typeof answer === 'function' ? answer() : answer;
  };
  const system: System = {
    out: (text) => {
      out += text;
      options.onOut?.(text);
    },
    err: (text) => {
      err += text;
    },
    readInput: async () => options.input ?? '',
    ask,
    askHidden: ask,
    inputIsTerminal: terminal,
    outIsTerminal: terminal,
    errIsTerminal: terminal,
    columns: options.columns ?? (terminal ? 10_000 : 80),
    env: {
      NO_COLOR: '1',
      XDG_CONFIG_HOME: join(home, '.config'),
      LOCALAPPDATA: join(home, '.config'),
      ...options.env,
    },
    platform: options.platform ?? process.platform,
    cwd: options.cwd ?? home,
    home: options.homeOf ?? (() => home),
    keyring: async () => options.keyring ?? noKeyring,
    runProgram: options.runProgram ?? (async () => ({ notStarted: 'ENOENT' })),
    captureProgram: options.captureProgram ?? (async () => ({ notStarted: 'ENOENT' })),
    endBySignal: (signal) => {
      err += `ended by ${signal}\n`;
    },
    untilSignal: options.untilSignal ?? (async () => 'SIGTERM'),
    executable: async () => options.executable,
    untilInputEnds: async () => {},
  };
  const code = await main(argv, system);
  if (isAnswer(argv, out)) for (const document of documentsIn(argv, out)) expectPromised(argv, document);
  return { code, out, err };
}

/** Standard output is the program's own with exec; help is text, also with --json. */
const isAnswer = (argv: readonly string[], out: string): boolean =>
  argv.includes('--json') && out.startsWith('{') && !argv.includes('exec') && !argv.includes('schema');

/** A server prints a line each time. */
const documentsIn = (argv: readonly string[], out: string): readonly string[] =>
  argv.includes('mock') && /^{.*}\n/.test(out) ? out.trim().split('\n') : [out];

const noKeyring: KeyringAccess = {
  get: () => Promise.reject(new Error('this test has no keyring')),
  set: () => Promise.reject(new Error('this test has no keyring')),
  list: () => Promise.reject(new Error('this test has no keyring')),
};

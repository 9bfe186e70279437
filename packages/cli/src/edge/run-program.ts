import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { Context, ProgramEnd } from './context.js';

/** Signals that a shell, a supervisor or a CI runner sends to the process it started, and means for all below. */
const PASSED_ON: readonly NodeJS.Signals[] = ['SIGTERM', 'SIGHUP', 'SIGUSR1', 'SIGUSR2'];
/** Signals that a terminal sends to everything that runs on it: the program has got them already. */
const FROM_TERMINAL: readonly NodeJS.Signals[] = ['SIGINT', 'SIGQUIT'];

/** Runs a program in place of this process, as far as Node allows: same input, output, signals and ending. */
export function runProgram(argv: readonly string[], env: Context['env']): Promise<ProgramEnd> {
  const [file = '', ...args] = argv;
  return new Promise((resolve) => {
    // Throws at once for an empty name, or an argument that holds a NUL.
    const child = start(file, args, env);
    if ('notStarted' in child) return resolve(child);
    const onTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
    const forget = passSignals((signal) => child.kill(signal), onTerminal === true);
    child.once('error', (error: NodeJS.ErrnoException) => {
      forget();
      resolve({ notStarted: error.code ?? error.message });
    });
    child.once('exit', (code, signal) => {
      forget();
      if (signal === null) resolve({ code: code ?? 1 });
      else resolve({ code: 128 + constants.signals[signal], signal });
    });
  });
}

function start(
  file: string,
  args: readonly string[],
  env: Context['env'],
): ChildProcess | { notStarted: string } {
  try {
    return spawn(file, args, { stdio: 'inherit', env: { ...env } });
  } catch (error) {
    return { notStarted: file === '' ? 'ENOENT' : ((error as NodeJS.ErrnoException).code ?? 'EINVAL') };
  }
}

function passSignals(send: (signal: NodeJS.Signals) => void, onTerminal: boolean): () => void {
  const rows: (readonly [NodeJS.Signals, () => void])[] = [
    ...PASSED_ON.map((signal) => [signal, () => send(signal)] as const),
    ...FROM_TERMINAL.map((signal) => [signal, () => (onTerminal ? undefined : send(signal))] as const),
  ];
  for (const [signal, handler] of rows) process.on(signal, handler);
  return () => {
    for (const [signal, handler] of rows) process.off(signal, handler);
  };
}

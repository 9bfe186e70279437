import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { planStart } from '@dlubal-kit/node-client/config';
import type { ProgramEnd, System } from './system.js';
import { workingDirectory } from './working-directory.js';

/** Signals that a shell, a supervisor or a CI runner sends to the process it started, and means for all below. */
const PASSED_ON: readonly NodeJS.Signals[] = ['SIGTERM', 'SIGHUP', 'SIGUSR1', 'SIGUSR2'];
/** Signals that a terminal sends to everything that runs on it: the program has got them already. */
const FROM_TERMINAL: readonly NodeJS.Signals[] = ['SIGINT', 'SIGQUIT'];
/** Windows sends these to every process of a console, and Node could only end the program hard. */
const FROM_CONSOLE: readonly NodeJS.Signals[] = ['SIGINT', 'SIGBREAK', 'SIGHUP'];

/** Runs a program in place of this process, as far as Node allows: same input, output, signals and ending. */
export function runProgram(argv: readonly string[], env: System['env']): Promise<ProgramEnd> {
  return new Promise((resolve) => {
    const child = start(argv, env);
    if ('notStarted' in child) return resolve(child);
    const forget = passSignals((signal) => child.kill(signal));
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

function start(argv: readonly string[], env: System['env']): ChildProcess | { notStarted: string } {
  const plan = planStart(argv, { env, platform: process.platform, cwd: workingDirectory() });
  if ('notStarted' in plan) return plan;
  try {
    return spawn(plan.file, plan.args, { ...plan.options, stdio: 'inherit', env: { ...env } });
  } catch (error) {
    // An argument that holds a NUL.
    return { notStarted: (error as NodeJS.ErrnoException).code ?? 'EINVAL' };
  }
}

function passSignals(send: (signal: NodeJS.Signals) => void): () => void {
  const rows = process.platform === 'win32' ? FROM_CONSOLE.map(swallow) : posixRows(send);
  for (const [signal, handler] of rows) process.on(signal, handler);
  return () => {
    for (const [signal, handler] of rows) process.off(signal, handler);
  };
}

type SignalRow = readonly [NodeJS.Signals, () => void];

/** This process stays until the program has ended. */
const swallow = (signal: NodeJS.Signals): SignalRow => [signal, () => {}];

function posixRows(send: (signal: NodeJS.Signals) => void): SignalRow[] {
  const onTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
  const passed = onTerminal ? PASSED_ON : [...PASSED_ON, ...FROM_TERMINAL];
  return [
    ...(onTerminal ? FROM_TERMINAL.map(swallow) : []),
    ...passed.map((signal): SignalRow => [signal, () => send(signal)]),
  ];
}

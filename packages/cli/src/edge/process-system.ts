import { homedir } from 'node:os';
import { readInput } from './input/read-input.js';
import { isTerminal, writeTo } from './streams.js';
import type { System } from './system.js';
import { workingDirectory } from './working-directory.js';

/** The system as this process sees it. What few commands need is loaded when it is asked for. */
export function processSystem(): System {
  return {
    out: (text) => writeTo(1, text),
    err: (text) => writeTo(2, text),
    readInput: (mostMiB) => readInput(mostMiB),
    ask: async (question) => (await import('./input/ask.js')).ask(question, 'shown'),
    askHidden: async (question) => (await import('./input/ask.js')).ask(question, 'counted'),
    get inputIsTerminal() {
      return isTerminal(0);
    },
    get outIsTerminal() {
      return isTerminal(1);
    },
    get errIsTerminal() {
      return isTerminal(2);
    },
    get columns() {
      return (isTerminal(1) ? process.stdout : isTerminal(2) ? process.stderr : undefined)?.columns || 80;
    },
    env: process.env,
    platform: process.platform,
    get cwd() {
      return workingDirectory();
    },
    home: homedir,
    executable: async () => (await import('./executable.js')).executable(),
    keyring: async (audit) => (await import('./open-keyring.js')).openKeyring(audit),
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

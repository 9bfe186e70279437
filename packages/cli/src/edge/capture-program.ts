import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { CapturedEnd, Context } from './context.js';

/** Output that is kept of each stream; more is read and dropped, so that the program is not held up. */
const MOST_CHARACTERS = 1024 * 1024;

/**
 * Runs a program without input, keeps what it writes, and ends it with all that it started when the signal aborts, or
 * when this process is told to end.
 */
export function captureProgram(
  argv: readonly string[],
  env: Context['env'],
  signal: AbortSignal,
): Promise<CapturedEnd> {
  const [file = '', ...args] = argv;
  return new Promise((resolve) => {
    const fail = (error: NodeJS.ErrnoException): void => resolve({ notStarted: error.code ?? 'EINVAL' });
    if (file === '') return resolve({ notStarted: 'ENOENT' });
    let child: ChildProcess;
    try {
      child = spawn(file, args, {
        env: { ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
        // A group of its own, which can be ended as a whole.
        detached: process.platform !== 'win32',
      });
    } catch (error) {
      return fail(error as NodeJS.ErrnoException);
    }
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        if (output.length < MOST_CHARACTERS) output += text;
      });
    }
    const end = (): void => endGroup(child);
    const forget = passOn(end);
    signal.addEventListener('abort', end, { once: true });
    child.once('error', (error: NodeJS.ErrnoException) => {
      forget();
      fail(error);
    });
    // What it left behind would hold its output open, and the next row up.
    child.once('exit', end);
    child.once('close', (code, name) => {
      forget();
      signal.removeEventListener('abort', end);
      resolve({ code: code ?? 128 + (name === null ? 0 : constants.signals[name]), output });
    });
  });
}

function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32')
      spawn('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group has gone already.
  }
}

/** The terminal's Ctrl-C does not reach another group: it is ended before this process goes. */
function passOn(end: () => void): () => void {
  const rows = (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map((name) => {
    const handler = (): void => {
      end();
      forget();
      process.kill(process.pid, name);
    };
    process.once(name, handler);
    return [name, handler] as const;
  });
  const forget = (): void => {
    for (const [name, handler] of rows) process.off(name, handler);
  };
  return forget;
}

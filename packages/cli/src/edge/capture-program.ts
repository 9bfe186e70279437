import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { endProgram, planStart } from '@dlubal-kit/node-client/config';
import { decodeOutput } from './input/decode-text.js';
import type { CapturedEnd, System } from './system.js';
import { workingDirectory } from './working-directory.js';

/** Output that is kept; more is read and dropped, so that the program is not held up. */
const MOST_BYTES = 1024 * 1024;
/** How long output is read on after the program has ended, where what it left behind may keep the output open. */
const LAST_WORDS_MS = 500;

/**
 * Runs a program without input, keeps what it writes, and ends it with all that it started when the signal aborts, or
 * when this process is told to end.
 */
export function captureProgram(
  argv: readonly string[],
  env: System['env'],
  signal: AbortSignal,
): Promise<CapturedEnd> {
  const plan = planStart(argv, { env, platform: process.platform, cwd: workingDirectory() });
  if ('notStarted' in plan) return Promise.resolve(plan);
  return new Promise((resolve) => {
    const fail = (error: NodeJS.ErrnoException): void => resolve({ notStarted: error.code ?? 'EINVAL' });
    let child: ChildProcess;
    try {
      child = spawn(plan.file, plan.args, {
        ...plan.options,
        env: { ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
        windowsHide: true,
        // A group of its own, which can be ended as a whole.
        detached: process.platform !== 'win32',
      });
    } catch (error) {
      return fail(error as NodeJS.ErrnoException);
    }
    const output = keepOutput(child);
    const end = (): void => endGroup(child);
    const forget = passOn(end);
    signal.addEventListener('abort', end, { once: true });
    child.once('error', (error: NodeJS.ErrnoException) => {
      forget();
      fail(error);
    });
    child.once('exit', () => letGo(child));
    child.once('close', (code, name) => {
      forget();
      signal.removeEventListener('abort', end);
      resolve({ code: code ?? 128 + (name === null ? 0 : constants.signals[name]), output: output() });
    });
  });
}

/** Both streams, in the order in which they come. */
function keepOutput(child: ChildProcess): () => string {
  const chunks: Buffer[] = [];
  let kept = 0;
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      if (kept < MOST_BYTES) chunks.push(chunk);
      kept += chunk.length;
    });
  }
  return () => decodeOutput(Buffer.concat(chunks));
}

/**
 * What a program left behind would hold its output open, and the next row up. Its group is ended; on Windows, where
 * nobody can tell any more what it started, its output is no longer read.
 */
function letGo(child: ChildProcess): void {
  if (process.platform === 'win32') {
    setTimeout(() => {
      child.stdout?.destroy();
      child.stderr?.destroy();
    }, LAST_WORDS_MS);
  } else endGroup(child);
}

function endGroup(child: ChildProcess): void {
  if (process.platform === 'win32') endProgram(child);
  else if (child.pid !== undefined) {
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // The group has gone already.
    }
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

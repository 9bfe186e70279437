import { type ChildProcess, spawn } from 'node:child_process';
import { systemProgram } from './plan-start.js';

/**
 * Ends a program at once; on Windows with all that it started, elsewhere alone (a program that leads a group is ended
 * by its group). Only what is alive: the number of a program that ended may be another's by now.
 */
export function endProgram(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  if (process.platform !== 'win32') {
    child.kill('SIGKILL');
    return;
  }
  const killer = spawn(systemProgram('taskkill.exe', process), ['/pid', String(child.pid), '/t', '/f'], {
    stdio: 'ignore',
    windowsHide: true,
  });
  const alone = (): void => void child.kill('SIGKILL');
  killer.once('error', alone);
  killer.once('exit', (code) => code !== 0 && alone());
}

import { spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { planStart } from '@dlubal-kit/node-client/config';
import type { System } from '../edge/system.js';
import { GIT_OPTIONS, gitEnvironment } from './git-environment.js';
import { gitNotInstalled, gitNotStarted, gitRefused } from './git-failure.js';

export type GitContext = Pick<System, 'cwd' | 'env' | 'platform'>;

/** The same system, seen from another folder. */
export const inFolder = ({ env, platform }: GitContext, cwd: string): GitContext => ({ env, platform, cwd });

/** A git that runs. */
export interface RunningGit {
  readonly input: Writable;
  readonly output: Readable;
  /** Resolves with its warnings when it has ended well and its output was read; rejects with a {@link GitError}. */
  readonly done: Promise<string>;
  readonly stop: () => void;
}

/**
 * Starts git: the only place that does. Nothing that a repository's configuration names is run, no key is handed on,
 * and nothing is fetched.
 *
 * @throws {GitError} where git is not installed
 */
export function startGit(args: readonly string[], context: GitContext): RunningGit {
  const plan = planStart(['git', ...GIT_OPTIONS, ...args], context);
  if ('notStarted' in plan)
    throw plan.notStarted === 'ENOENT' ? gitNotInstalled() : gitNotStarted(plan.notStarted);
  const child = spawn(plan.file, plan.args, {
    ...plan.options,
    cwd: context.cwd,
    env: gitEnvironment(context.env),
    stdio: 'pipe',
    windowsHide: true,
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-2000);
  });
  // A git that ended early is reported by its end, not by the input that it left unread.
  child.stdin.on('error', () => {});
  const done = new Promise<string>((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) => reject(gitNotStarted(error.code)));
    child.once('close', (code) => (code === 0 ? resolve(said) : reject(gitRefused(said, code))));
  });
  return { input: child.stdin, output: child.stdout, done, stop: () => void child.kill() };
}

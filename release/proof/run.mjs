import { spawnSync } from 'node:child_process';

/** Runs a program to its end and gives what it said on stdout; throws with all that it said when it fails. */
export function run(program, args, { cwd, env = {}, timeout = 300_000 } = {}) {
  const result = spawnSync(program, args, {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    timeout,
    maxBuffer: 64 * 1024 * 1024,
  });
  if (result.status === 0) return result.stdout;
  const said = `${result.stdout ?? ''}${result.stderr ?? ''}`.trim().split('\n').slice(-40).join('\n');
  throw new Error(
    `${program} ${args.join(' ')} ended with ${result.status ?? result.signal ?? result.error}:\n${said}`,
  );
}

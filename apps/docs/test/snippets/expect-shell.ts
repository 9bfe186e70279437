import { spawnSync } from 'node:child_process';
import { expect } from 'vitest';

/** What bash says of a script that it reads and does not run: nothing. */
export function expectShell(script: string): void {
  expect(spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' }).stderr, script).toBe('');
}

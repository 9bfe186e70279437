import { existsSync } from 'node:fs';
import type { TestContext } from 'vitest';

export const onWindows: boolean = process.platform === 'win32';

/**
 * Skips a test of what Windows does not have; the report shows the reason.
 *
 * @example skipOnWindows(context, 'no file modes');
 */
export function skipOnWindows(context: TestContext, reason: string): void {
  context.skip(onWindows, `on Windows: ${reason}`);
}

/** Whether a program of Linux is here. Never on Windows: Wine starts it, and a test waits forever for its output. */
export const hasLinuxProgram = (path: string): boolean => !onWindows && existsSync(path);

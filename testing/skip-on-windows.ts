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

/**
 * The title of a test that Windows skips, with the reason.
 *
 * @example test.skipIf(onWindows)(notOnWindows('a signal ends it', 'no signals'), () => {});
 */
export const notOnWindows = (title: string, reason: string): string =>
  onWindows ? `${title} (on Windows: ${reason})` : title;

/** Set by `npm run test:windows`. Sockets and processes are ten times slower there. */
export const underWine: boolean = onWindows && process.env.TEST_UNDER_WINE !== undefined;

/**
 * Skips a test of what Wine alone cannot do: on Windows itself it runs.
 *
 * @example skipUnderWine(context, 'fetch cannot connect');
 */
export function skipUnderWine(context: TestContext, reason: string): void {
  context.skip(underWine, `under Wine: ${reason}`);
}

/** Why a test with `fetch` is skipped there: its sockets report "connect UNKNOWN"; those of node:http connect. */
export const NO_FETCH = 'fetch cannot connect';

/** Why a program of Linux cannot be used; undefined where it can. Wine starts it, but gives it no pipes. */
export function whyNoLinuxProgram(path: string): string | undefined {
  if (onWindows) return `${path} is a program of Linux`;
  return existsSync(path) ? undefined : `${path} is not installed`;
}

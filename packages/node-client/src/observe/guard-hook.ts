import { messageOf } from '@dlubal-kit/auth-core';

/**
 * Runs a function of the program. What it throws, and what an async one rejects with, is reported and goes no further: nobody
 * awaits a hook, and a promise that nobody awaits would end the process.
 *
 * @param report Gets the message of the error.
 */
export function guardHook<T>(hook: () => T, report: (message: string) => void): T | undefined {
  try {
    const result = hook();
    Promise.resolve(result).catch((error: unknown) => report(messageOf(error)));
    return result;
  } catch (error) {
    report(messageOf(error));
    return undefined;
  }
}

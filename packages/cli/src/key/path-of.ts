import { isAbsolute } from 'node:path';
import { isDlubalError } from '@dlubal-kit/auth-core';
import { givenPath } from '@dlubal-kit/node-client/config';
import { UsageError } from '../failure/usage-error.js';
import type { Context } from '../terminal/context.js';

type Place = Pick<Context, 'cwd' | 'home'>;

/**
 * The path that an option or argument means. A shell replaces `~/` and variables only where it sees them, which is not so
 * in `--config=~/x.ini`, nor in quotes.
 *
 * @param as The option or argument, as its user knows it.
 * @throws {UsageError} when it has what a shell should have replaced
 */
export function pathOf(given: string, as: string, context: Place): string {
  const place = {
    platform: process.platform,
    get cwd() {
      return context.cwd;
    },
    get home() {
      return homeOf(context);
    },
  };
  try {
    return givenPath(given, as, place);
  } catch (cause) {
    if (!isDlubalError(cause) || cause.kind !== 'settings-invalid') throw cause;
    throw new UsageError(cause.failure.happened, cause.failure.remedy, { cause });
  }
}

/** The home folder; undefined where there is none, or an empty or relative one: a key can still be in a variable. */
export function homeOf({ home }: Pick<Context, 'home'>): string | undefined {
  try {
    const folder = home();
    return isAbsolute(folder) ? folder : undefined;
  } catch {
    return undefined;
  }
}

import { renameSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf } from './config-file-error.js';

/** Longest wait for a program that has the target open, in milliseconds. */
const WAIT_MS = 2000;
const PAUSE_MS = 20;
/** How Windows refuses a name that another program has open; which of them it is depends on that program. */
const IN_USE: readonly string[] = ['EPERM', 'EACCES', 'EBUSY'];

/** Whether this system refused a name because its file is open elsewhere. Only Windows does. */
export function isInUse(error: unknown): boolean {
  return process.platform === 'win32' && IN_USE.includes(codeOf(error) ?? '');
}

/**
 * Renames a file over another one. Windows refuses while any program has the target open, if only to read it (an
 * editor, a virus scanner): there it is tried again for two seconds. Elsewhere it is one `rename`.
 *
 * @param stillWanted asked before each further try
 * @returns false when it was no longer wanted
 * @throws the system's error; code `EBUSY` when another program still has the target open
 * @example await renamePatiently('/run/app/port.tmp', '/run/app/port');
 */
export async function renamePatiently(
  from: string,
  to: string,
  stillWanted: () => boolean = () => true,
): Promise<boolean> {
  for (const deadline = performance.now() + WAIT_MS; ; ) {
    try {
      renameSync(from, to);
      return true;
    } catch (error) {
      if (!isInUse(error)) throw error;
      if (performance.now() > deadline) throw busy(to, error);
    }
    await sleep(PAUSE_MS);
    if (!stillWanted()) return false;
  }
}

function busy(path: string, cause: unknown): Error {
  return Object.assign(new Error(`another program has ${path} open`, { cause }), { code: 'EBUSY' });
}

import { existsSync } from 'node:fs';
import { win32 } from 'node:path';
import { batchLine } from './batch-line.js';
import { findProgram, hasFolder, type ProgramPlaces, variable } from './find-program.js';

/** What `spawn` is to be given, or why there is nothing to start. */
export type StartPlan =
  | {
      readonly file: string;
      readonly args: readonly string[];
      readonly options: { readonly argv0?: string; readonly windowsVerbatimArguments?: true };
    }
  | { readonly notStarted: NotStarted };

/** `ENOENT` and `ENOEXEC` as the system means them; `batch-argument`: a batch file would get another argument. */
export type NotStarted = 'ENOENT' | 'ENOEXEC' | 'batch-argument';

/**
 * How to start a program without a shell: by its absolute path, with its arguments as they are. Node starts no batch
 * file (CVE-2024-27980), and on Windows `npm` is one: there `cmd.exe` gets a line in which each argument is quoted.
 *
 * (Not cross-spawn 7: it looks into the working directory before PATH, and its carets do not keep `%NAME%`.)
 */
export function planStart(
  argv: readonly string[],
  places: ProgramPlaces,
  find = findProgram,
  exists = existsSync,
): StartPlan {
  const [name = '', ...args] = argv;
  const file = find(name, places);
  if (places.platform !== 'win32') return planPosix(name, args, file);
  if (file === undefined) return { notStarted: isScript(name, places, exists) ? 'ENOEXEC' : 'ENOENT' };
  if (!/\.(?:cmd|bat)$/i.test(file)) return { file, args, options: {} };
  const line = batchLine(file, args);
  if (line === undefined) return { notStarted: 'batch-argument' };
  return { file: systemProgram('cmd.exe', places), args: line, options: { windowsVerbatimArguments: true } };
}

/** A name with a folder is left to the system, which says best why it cannot run. */
function planPosix(name: string, args: readonly string[], found: string | undefined): StartPlan {
  const file = found ?? (hasFolder(name, 'posix') ? name : undefined);
  return file === undefined ? { notStarted: 'ENOENT' } : { file, args, options: { argv0: name } };
}

/** A file of a kind that Windows does not start, `args.js` for one. */
const isScript = (name: string, { cwd }: ProgramPlaces, exists: (path: string) => boolean): boolean =>
  hasFolder(name, 'win32') && exists(win32.resolve(cwd, name));

/** A program of Windows itself, where nobody else can put another one. */
export function systemProgram(name: string, { env }: Pick<ProgramPlaces, 'env'>): string {
  return win32.join(variable(env, 'SYSTEMROOT', true) || 'C:\\Windows', 'System32', name);
}

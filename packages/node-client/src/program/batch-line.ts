/**
 * What `cmd.exe` reads inside quotation marks too: variables (a text of `%TOKEN%` would show the variable), and the
 * end of the line. No spelling keeps them as they are in every batch file.
 */
const NOT_FOR_BATCH = /[%\r\n]/;

/**
 * The arguments with which `cmd.exe` runs a batch file, each to be passed on verbatim. In quotation marks nothing else
 * has a meaning for `cmd.exe`; a doubled mark ends and begins them, and the program behind (`node x.js %*`) reads it
 * as one.
 *
 * @returns undefined where an argument, or the path itself, would not arrive as it is
 */
export function batchLine(script: string, args: readonly string[]): readonly string[] | undefined {
  const words = [script, ...args];
  if (words.some((word) => NOT_FOR_BATCH.test(word))) return undefined;
  return ['/d', '/s', '/v:off', '/c', `"${words.map(quoted).join(' ')}"`];
}

/** Backslashes before a quotation mark would take its meaning from it, so they are doubled. */
const quoted = (word: string): string => `"${word.replace(/(\\*)("|$)/g, '$1$1$2$2')}"`;

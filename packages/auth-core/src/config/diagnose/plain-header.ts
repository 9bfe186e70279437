const PLAIN = /^\[[^\s[\]](?:[^[\]]*[^\s[\]])?\][ \t]*\r?\n?$/;

/** Whether a line is a section's header to every reader: at the margin, no spaces at the name's ends, nothing after it. */
export function isPlainHeader(line: string): boolean {
  return PLAIN.test(line);
}

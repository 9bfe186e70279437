import { HIDDEN } from '../text/hidden-characters.js';

/** Colours and cursor movements of a terminal. */
const ANSI = /\x1b\[[0-?]{0,60}[ -/]{0,4}[@-~]|\x1b\][^\x07\x1b\n]{0,400}(?:\x07|\x1b\\)/g;

/**
 * A log as plain lines: without colours, zero-width characters and byte order marks, with the NULs of UTF-16 that was read as
 * UTF-8 removed, and one line feed per line.
 */
export function plainLog(given: string): string {
  let log = given;
  if (log.includes('\0')) log = log.replaceAll('\0', '');
  if (log.includes('\x1b')) log = log.replace(ANSI, '');
  if (log.includes('\r')) log = log.replace(/\r\n?/g, '\n');
  return /[^\x00-\x7f]/.test(log) ? log.replace(HIDDEN, '') : log;
}

/**
 * What collectors of logs write in front of each line: a time (GitHub Actions, Jenkins, Docker), the name of a container (Compose), a
 * level (Maven, GitHub Actions), pytest's mark of an error.
 */
const PREFIXES: readonly RegExp[] = [
  /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[\d.,]{0,10}(?:Z|[+-]\d\d:?\d\d)? /,
  /^\[?\d\d:\d\d:\d\d(?:[.,]\d{1,9})?\]? /,
  /^\[\d{4}-\d\d-\d\d[T ][^\]\n]{8,24}\] /,
  /^[\w.-]{1,40} {0,20}\| /,
  /^#\d{1,4} (?:\d{1,6}\.\d{1,4} )?/,
  /^\[(?:ERROR|WARNING|INFO)\] /,
  /^##\[error\]/,
  /^E {2,3}(?=\S| )/,
];

const MOST_PREFIXES = 4;

/** Lines without the prefix that the first two of them have in common. */
export function withoutPrefixes(lines: string): string {
  let plain = lines;
  for (let count = 0; count < MOST_PREFIXES; count += 1) {
    const second = plain.indexOf('\n') + 1;
    const isOneLine = second === 0 || second === plain.length;
    const prefix = PREFIXES.find(
      (each) => each.test(plain) && (isOneLine || each.test(plain.slice(second, second + 120))),
    );
    if (prefix === undefined) return plain;
    plain = plain.replace(new RegExp(prefix.source, 'gm'), '');
  }
  return plain;
}

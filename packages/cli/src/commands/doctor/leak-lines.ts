import { shownLine } from '../../terminal/safe-text.js';
import { shownName } from '../../terminal/shown-key-name.js';
import type { KeyFinding } from '../scan/report/found-key.js';
import { placeWords } from '../scan/report/place-words.js';

/** At most this many files are named: the rest is for `scan`. */
const MOST_FILES = 5;
/** At most this many keys of a file. */
const MOST_KEYS = 3;

/** One line for each file that has a key. */
export function leakLines(found: readonly KeyFinding[]): string[] {
  const paths = [...new Set(found.map(({ path }) => path))];
  const lines = paths
    .slice(0, MOST_FILES)
    .map((path) => fileLine(found.filter((finding) => finding.path === path)));
  const more = paths.length - MOST_FILES;
  return more <= 0
    ? lines
    : [...lines, `and ${more} more ${more === 1 ? 'file' : 'files'}: dlubal-auth scan`];
}

function fileLine(found: readonly KeyFinding[]): string {
  const [first] = found;
  if (first === undefined) return '';
  const place = found.length === 1 ? placeWords(first) : `${shownLine(first.path)}, ${found.length} places`;
  const keys = [...new Set(found.map(keyWords))];
  const more = keys.length > MOST_KEYS ? ` and ${keys.length - MOST_KEYS} more` : '';
  return `${place}: key ${keys.slice(0, MOST_KEYS).join(', ')}${more}`;
}

const keyWords = ({ fingerprint, name }: KeyFinding): string =>
  name === undefined ? fingerprint : `${fingerprint} (${shownName(name)})`;

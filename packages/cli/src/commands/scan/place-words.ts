import type { KeyLocation } from './found-key.js';

/** What a terminal would obey instead of showing. */
const UNSHOWABLE = /[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** Where a key stands, on one line: `demo.py:3`, `demo.ipynb, cell 3, line 1`, `demo.py:3 in 1a2b3c4d5e6f`. */
export function placeWords({ path, line, part, commit }: KeyLocation): string {
  const file = path.replace(UNSHOWABLE, '?');
  const inFile =
    part === undefined
      ? `${file}${line === undefined ? '' : `:${line}`}`
      : `${file}, ${part}${line === undefined ? '' : `, line ${line}`}`;
  return commit === undefined ? inFile : `${inFile} in ${commit.slice(0, 12)}`;
}

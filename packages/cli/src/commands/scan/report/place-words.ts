import { shownLine } from '../../../terminal/safe-text.js';
import type { KeyLocation } from './found-key.js';

/** Where a key was found, on one line: `demo.py:3`, `demo.ipynb, cell 3, line 1`, `demo.py:3 in 1a2b3c4d5e6f`. */
export function placeWords({ path, line, part, commit }: KeyLocation): string {
  const file = shownLine(path);
  const inFile =
    part === undefined
      ? `${file}${line === undefined ? '' : `:${line}`}`
      : `${file}, ${part}${line === undefined ? '' : `, line ${line}`}`;
  return commit === undefined ? inFile : `${inFile} in ${commit.slice(0, 12)}`;
}

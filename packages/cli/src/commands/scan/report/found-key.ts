import { fingerprint } from '@dlubal-kit/auth-core';
import type { KeyInContent } from '../search/key-in-content.js';

/** Where a key was found. */
export interface KeyLocation {
  /** Path of the file, `/` between its parts. */
  readonly path: string;
  /** Line in the file, or in the cell of a notebook, counted from 1. */
  readonly line?: number;
  /** Part of the file that the line is counted in, such as `cell 3`, or `file name`. */
  readonly part?: string;
  /** The commit that added it. */
  readonly commit?: string;
}

/** A key with its place, as the search gives it. Holds the key: it goes no further than `shownFinding`. */
export interface FoundKey extends KeyLocation, KeyInContent {}

/** A key with its place, as it may be printed. */
export interface KeyFinding extends KeyLocation {
  readonly fingerprint: string;
  /** The name that config.ini has for it. */
  readonly name?: string;
}

/** @param names the names of config.ini by the key that they hold */
export function shownFinding(
  { key, allowed: _, ...place }: FoundKey,
  names: ReadonlyMap<string, string>,
): KeyFinding {
  const name = names.get(key);
  return { fingerprint: fingerprint(key), ...(name === undefined ? {} : { name }), ...place };
}

import { shownLine } from './safe-text.js';

/** Longer names are cut in a table. */
const MOST = 60;

/** A name of an entry as it is shown in a table: one line, not too long, masked should it be a key by mistake. */
export function cellName(name: string): string {
  const safe = shownLine(name);
  return safe.length > MOST ? `${[...safe].slice(0, MOST - 1).join('')}…` : safe;
}

/** A name inside a sentence: as it is where it is plain, in quotation marks where it is not. */
export function shownName(name: string): string {
  const safe = cellName(name);
  return /^[\w.-]+$/.test(safe) ? safe : `"${safe.replaceAll('"', '\\"')}"`;
}

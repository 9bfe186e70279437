import { redact } from '../redaction/redact.js';

/** How a name is shown in a message: quoted, shortened, and masked should it be a key by mistake. */
export function shownName(name: string): string {
  const safe = redact(name);
  return JSON.stringify(safe.length > 60 ? `${safe.slice(0, 59)}…` : safe);
}

/** A name inside a sentence: as it is where it is plain, quoted where it is not. */
export function plainName(name: string): string {
  return /^[\w.-]{1,60}$/.test(name) && redact(name) === name ? name : shownName(name);
}

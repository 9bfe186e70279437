/**
 * The message of what was thrown, by its shape: an error of another realm is not an instance of this one's `Error`. Never
 * throws: what was thrown may be anything.
 */
export function messageOf(thing: unknown): string {
  try {
    return String(isErrorLike(thing) ? thing.message : thing);
  } catch {
    return 'something that cannot be shown as text';
  }
}

/** Whether a thing looks like an error. */
export function isErrorLike(thing: unknown): thing is Error {
  return typeof thing === 'object' && thing !== null && 'message' in thing && 'stack' in thing;
}

/** What an engine throws when it recurses too deeply. */
export function isRangeError(thing: unknown): boolean {
  return isErrorLike(thing) && thing.name === 'RangeError';
}

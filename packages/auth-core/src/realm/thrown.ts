/** The message of what was thrown, by its shape: an error of another realm is not an instance of this one's `Error`. */
export function messageOf(thing: unknown): string {
  return isErrorLike(thing) ? thing.message : String(thing);
}

/** Whether a thing looks like an error. */
export function isErrorLike(thing: unknown): thing is Error {
  return typeof thing === 'object' && thing !== null && 'message' in thing && 'stack' in thing;
}

/** What an engine throws when it recurses too deeply. */
export function isRangeError(thing: unknown): boolean {
  return isErrorLike(thing) && thing.name === 'RangeError';
}

import { MisuseError, messageOf } from '@dlubal-kit/auth-core';
import { RE2JS } from 're2js';

/** Longest regular expression, in characters. */
const MAX_LENGTH = 500;
/** Longest text that is searched, in characters: a longer one does not match. */
const MAX_TEXT = 4_096;
/** Steps of all expressions of a file together. With the longest text, the worst file costs a call two seconds or so. */
const MAX_STEPS = 10_000;

/** Says whether a text has a match. */
export type Expression = (text: string) => boolean;

/**
 * Compiles the regular expressions of one file. They are RE2's, as in gripmock and Go: the time grows with the text and
 * never by powers, whatever the expression; so they have no look-around and no back-references. Together they are bounded.
 *
 * The function that it gives throws a MisuseError for an expression that cannot be compiled or is too much.
 */
export function linearExpressions(): (source: string, field: string) => Expression {
  let steps = 0;
  return (source, field) => {
    if (source.length > MAX_LENGTH) throw tooMuch(field, `has more than ${MAX_LENGTH} characters`);
    steps += source.length;
    const expression = steps > MAX_STEPS ? undefined : compiled(source, field);
    steps += expression?.programSize() ?? 0;
    if (expression === undefined || steps > MAX_STEPS)
      throw tooMuch(field, 'and those before it are too much work');
    return (text) => text.length <= MAX_TEXT && expression.matcher(text).find();
  };
}

const tooMuch = (field: string, why: string): MisuseError =>
  new MisuseError(`The regular expression of ${field} ${why}.`, 'Use shorter ones, or contains.');

function compiled(source: string, field: string): RE2JS {
  try {
    return RE2JS.compile(source);
  } catch (cause) {
    throw new MisuseError(
      `The regular expression of ${field} cannot be used: ${messageOf(cause).replace(/^error parsing regexp: /, '')}.`,
      "Write it in RE2's syntax, which has no look-around and no back-references.",
    );
  }
}

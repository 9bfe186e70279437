import { ConfigSyntaxError } from './config-syntax-error.js';

/** configparser's MAX_INTERPOLATION_DEPTH. */
const MAX_DEPTH = 10;
/** Values may name each other ten deep, several times each: without a bound a small file grows without end. */
const MAX_LENGTH = 1_000_000;

/** Finds the raw value of a name, as written in the section or in `[DEFAULT]`. */
export type LookUp = (name: string) => string | undefined;

/**
 * Replaces `%(name)s` by that name's value and `%%` by `%`, as configparser's BasicInterpolation does.
 *
 * @throws {ConfigSyntaxError} with the rule of the exception that configparser raises.
 */
export function interpolate(name: string, raw: string, line: number, lookUp: LookUp): string {
  const fail = (rule: 'InterpolationSyntaxError' | 'InterpolationDepthError'): never => {
    throw new ConfigSyntaxError(rule, line, name);
  };
  let length = 0;

  const expand = (value: string, depth: number): string => {
    if (depth > MAX_DEPTH) fail('InterpolationDepthError');
    let done = '';
    let at = 0;
    for (;;) {
      const percent = value.indexOf('%', at);
      if (percent < 0) return done + value.slice(at);
      done += value.slice(at, percent);
      if (value[percent + 1] === '%') {
        done += '%';
        at = percent + 2;
        continue;
      }
      const reference = referenceAt(value, percent);
      if (reference === undefined) return fail('InterpolationSyntaxError');
      const target = lookUp(reference.name);
      if (target === undefined) {
        throw new ConfigSyntaxError('InterpolationMissingOptionError', line, reference.name);
      }
      const piece = target.includes('%') ? expand(target, depth + 1) : target;
      length += piece.length + 1;
      if (length > MAX_LENGTH) fail('InterpolationDepthError');
      done += piece;
      at = reference.end;
    }
  };
  return expand(raw, 1);
}

/** `%(name)s` at an offset: the name in lower case and the offset after it; at least one character, no `)`. */
function referenceAt(value: string, percent: number): { name: string; end: number } | undefined {
  if (value[percent + 1] !== '(') return undefined;
  const close = value.indexOf(')', percent + 2);
  if (close <= percent + 2 || value[close + 1] !== 's') return undefined;
  return { name: value.slice(percent + 2, close).toLowerCase(), end: close + 2 };
}

/** Writes a value so that interpolation gives it back: every `%` doubled. */
export function escapePercent(value: string): string {
  return value.replaceAll('%', '%%');
}

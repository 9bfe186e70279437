import { ConfigSyntaxError } from './config-syntax-error.js';

/** configparser's MAX_INTERPOLATION_DEPTH. */
const MAX_DEPTH = 10;
/** How much the values of one file may still grow together. */
export interface Growth {
  left: number;
}

/**
 * Values may name each other ten deep, several times each: without a bound a small file grows without end. All values of
 * a file share it, since each of many could use up its own.
 *
 * @param length of all values as they are in the file
 */
export const growthFor = (length: number): Growth => ({ left: 1_000_000 + 8 * length });

/** Finds the raw value of a name, as written in the section or in `[DEFAULT]`. */
export type LookUp = (name: string) => string | undefined;

/** An entry as it is in the file. */
interface Written {
  readonly name: string;
  readonly value: string;
  readonly line: number;
}

/**
 * Replaces `%(name)s` by that name's value and `%%` by `%`, as configparser's BasicInterpolation does.
 *
 * @throws {ConfigSyntaxError} with the rule of the exception that configparser raises.
 */
export function interpolate({ name, value: raw, line }: Written, lookUp: LookUp, growth: Growth): string {
  const fail = (rule: 'InterpolationSyntaxError' | 'InterpolationDepthError'): never => {
    throw new ConfigSyntaxError(rule, line, name);
  };
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
      growth.left -= piece.length + 1;
      if (growth.left < 0) fail('InterpolationDepthError');
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

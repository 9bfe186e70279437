import type { ShellName } from '../../command-line/shells.js';

/** How a shell, or a parser of such files, sets variables. */
interface Syntax {
  /** A line that gives a variable its value. */
  readonly set: (name: string, value: string) => string;
  /** A line that removes a variable, where there is one. */
  readonly unset?: (name: string) => string;
  /** Characters that no quoting there preserves. */
  readonly cannotHold?: RegExp;
}

/** What `--shell` takes: shells, and two kinds of files. */
export type EnvTarget = ShellName | 'dotenv' | 'github';

const inSingleQuotes = (value: string, escaped: (text: string) => string): string => `'${escaped(value)}'`;

const POSIX: Syntax = {
  set: (name, value) => `export ${name}=${inSingleQuotes(value, (text) => text.replaceAll("'", "'\\''"))}`,
  unset: (name) => `unset ${name}`,
};

/** A well-formed key needs no quoting in any of them. */
export const SYNTAX: Readonly<Record<EnvTarget, Syntax>> = {
  bash: POSIX,
  zsh: POSIX,
  sh: POSIX,
  fish: {
    set: (name, value) =>
      `set -gx ${name} ${inSingleQuotes(value, (text) => text.replace(/[\\']/g, '\\$&'))}`,
    // "set -e" fails for a variable that is not set, and that would be the exit code of the whole script.
    unset: (name) => `set -e ${name}; or true`,
  },
  powershell: {
    set: (name, value) => `$env:${name} = ${inSingleQuotes(value, (text) => text.replaceAll("'", "''"))}`,
    unset: (name) => `Remove-Item Env:${name} -ErrorAction SilentlyContinue`,
  },
  cmd: {
    set: (name, value) => `set "${name}=${value}"`,
    unset: (name) => `set "${name}="`,
    cannotHold: /["%!]/,
  },
  // Parsers of .env files differ in what quotation marks, "$", "#" and "\" mean.
  dotenv: { set: (name, value) => `${name}=${value}`, cannotHold: /["'`$#\\]/ },
  github: { set: (name, value) => `${name}=${value}` },
};

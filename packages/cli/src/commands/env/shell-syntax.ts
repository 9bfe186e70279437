/** How a shell, or a parser of such files, sets variables. */
export interface Shell {
  /** A line that gives a variable its value. */
  readonly set: (name: string, value: string) => string;
  /** A line that removes a variable, where there is one. */
  readonly unset?: (name: string) => string;
  /** Characters that no quoting there preserves. */
  readonly cannotHold?: RegExp;
}

const inSingleQuotes = (value: string, escaped: (text: string) => string): string => `'${escaped(value)}'`;

/** The shells by the name that `--shell` takes. A well-formed key needs no quoting in any of them. */
export const SHELLS: Readonly<Record<'bash' | 'fish' | 'pwsh' | 'cmd' | 'dotenv' | 'github', Shell>> = {
  bash: {
    set: (name, value) => `export ${name}=${inSingleQuotes(value, (text) => text.replaceAll("'", "'\\''"))}`,
    unset: (name) => `unset ${name}`,
  },
  fish: {
    set: (name, value) =>
      `set -gx ${name} ${inSingleQuotes(value, (text) => text.replace(/[\\']/g, '\\$&'))}`,
    unset: (name) => `set -e ${name}`,
  },
  pwsh: {
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

export type ShellName = keyof typeof SHELLS;

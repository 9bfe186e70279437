/** How one shell, or one reader of such files, is told variables. */
export interface Shell {
  /** A line that gives a variable its value. */
  readonly set: (name: string, value: string) => string;
  /** A line that takes a variable away, where there is such a line. */
  readonly unset?: (name: string) => string;
  /** Characters that no quotation carries unharmed there. */
  readonly cannotHold?: RegExp;
}

const inSingleQuotes = (value: string, escaped: (text: string) => string): string => `'${escaped(value)}'`;

/** The shells by the name that `--shell` takes. A well-formed key needs no quotation in any of them. */
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
  // Readers of .env files differ in what quotation marks, "$", "#" and "\" mean.
  dotenv: { set: (name, value) => `${name}=${value}`, cannotHold: /["'`$#\\]/ },
  github: { set: (name, value) => `${name}=${value}` },
};

export type ShellName = keyof typeof SHELLS;

/** Other names that people type. */
export const OTHER_NAMES: Readonly<Record<string, ShellName>> = {
  sh: 'bash',
  zsh: 'bash',
  powershell: 'pwsh',
};

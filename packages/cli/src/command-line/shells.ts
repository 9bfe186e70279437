/**
 * The shells that commands write for: `env` for all of them, `completion` for those that can be taught to complete. The
 * page apps/docs/keys/programs.md lists the same, from this table.
 */
export const SHELLS = {
  bash: { completes: true },
  zsh: { completes: true },
  fish: { completes: true },
  powershell: { completes: true },
  /** dash, ksh and whatever else is /bin/sh. */
  sh: { completes: false },
  cmd: { completes: false },
} as const satisfies Readonly<Record<string, { readonly completes: boolean }>>;

export type ShellName = keyof typeof SHELLS;

type CompletingShell = {
  [S in ShellName]: (typeof SHELLS)[S]['completes'] extends true ? S : never;
}[ShellName];

export const SHELL_NAMES = Object.keys(SHELLS) as ShellName[];

export const COMPLETING_SHELLS = SHELL_NAMES.filter(
  (name): name is CompletingShell => SHELLS[name].completes,
);

/** Other names that people know a shell by. */
export const SHELL_ALIASES = { pwsh: 'powershell', dash: 'sh' } as const;

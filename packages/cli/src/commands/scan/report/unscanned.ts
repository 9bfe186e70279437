/** Why something could not be looked at, and what to do about it. */
export const UNSCANNED = {
  'too-large': 'larger than --max-size',
  unreadable: 'not readable',
  special: 'a pipe, a socket or a device',
  link: 'a link to a folder elsewhere (name that folder to scan it)',
  tracking: 'git does not say whether it tracks this file (name it to scan it)',
  submodule: 'another repository (scan it on its own)',
  unmerged: 'in conflict (resolve it first)',
  shallow:
    'history before the depth of this clone (get it with "git fetch --unshallow", or "fetch-depth: 0" of actions/checkout)',
  missing:
    'not in this clone (get the objects that a partial clone left out with "git fetch --refetch --no-filter")',
  'no-commit': 'no commit was looked at, although there are some',
  warned: 'git warned',
} as const;

export type UnscannedReason = keyof typeof UNSCANNED;

/** Something that could not be looked at. */
export interface Unscanned {
  readonly reason: UnscannedReason;
  /** The file or folder, or git's words. */
  readonly what?: string;
}

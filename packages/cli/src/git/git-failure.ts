import { brand } from '@dlubal-kit/auth-core';
import { UsageError } from '../failure/usage-error.js';
import { shownLine } from '../terminal/safe-text.js';

interface GitSign {
  readonly says: RegExp;
  readonly happened: string;
  readonly remedy: string;
  /** Nothing is wrong: there is just no repository to ask about. */
  readonly noRepository?: true;
}

/** What git says when it refuses, first match first. */
const SIGNS: readonly GitSign[] = [
  {
    says: /not a git repository/,
    happened: 'This folder is not in a git repository.',
    remedy: 'Change to one, or name the files to scan.',
    noRepository: true,
  },
  {
    says: /dubious ownership|unsafe repository/,
    happened: 'Git does not trust this repository, because its folder belongs to another user.',
    remedy: 'If you trust it, run: git config --global --add safe.directory FOLDER',
  },
  {
    says: /cannot use bare repository/,
    happened: 'This is a bare repository, which git enters only when it is named.',
    remedy: 'Set GIT_DIR to its folder.',
  },
  {
    says: /is outside repository/,
    happened: 'A path lies outside this repository.',
    remedy: 'Name paths inside it.',
  },
];

/** Git cannot be started, or refuses. */
export class GitError extends UsageError {
  static {
    brand(GitError, 'GitError');
  }

  /** Whether there is no git, or no repository here. */
  readonly nothingThere: boolean;

  constructor(happened: string, remedy: string, nothingThere = false) {
    super(happened, remedy);
    this.nothingThere = nothingThere;
  }
}

export const gitNotInstalled = (): GitError =>
  new GitError(
    'Git is not installed: no folder of PATH has it.',
    'Install git, or scan files without --staged and --history.',
    true,
  );

export const gitNotStarted = (code: string | undefined): GitError =>
  new GitError(`Git cannot be started (${code ?? 'unknown'}).`, 'Check its installation and PATH.');

/** @param said what git wrote to standard error, which may quote the repository: names, settings, keys */
export function gitRefused(said: string, code: number | null): GitError {
  const sign = SIGNS.find(({ says }) => says.test(said));
  if (sign !== undefined) return new GitError(sign.happened, sign.remedy, sign.noRepository === true);
  const words = said.trim().split('\n').map(shownLine).join(' / ') || `it ended with code ${code}`;
  return new GitError(`Git refuses: ${words}.`, '');
}

export const isGitError = (error: unknown): error is GitError =>
  typeof error === 'object' && error !== null && 'nothingThere' in error;

/** Whether the error says that there is no git, or no repository here. */
export const isNothingThere = (error: unknown): boolean => isGitError(error) && error.nothingThere;

import { execFileSync } from 'node:child_process';
import { fingerprint } from '@dlubal-kit/auth-core';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { onWindows } from '@dlubal-kit/testing/skip-on-windows';
import type { TempHome } from '@dlubal-kit/testing/temp-home';
import { runCli } from './run-cli.js';

export const [KEY, OTHER] = [madeKey(), madeKey()];
export const MARK: string = fingerprint(KEY);
export const OTHER_MARK: string = fingerprint(OTHER);

const { PATH = '', TEST_GIT_FOLDER = PATH, TEST_GIT_BRIDGE = '' } = process.env;

/** Only these variables: no configuration of this machine's git. */
export const GIT_ENV: Readonly<Record<string, string>> = {
  // Not this repository's own node_modules/.bin, where npm puts the command. Under Wine, see testing/windows.
  ...(onWindows ? { PATH: TEST_GIT_FOLDER, TEST_GIT_BRIDGE } : { PATH: '/usr/local/bin:/usr/bin:/bin' }),
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_AUTHOR_NAME: 'T',
  GIT_AUTHOR_EMAIL: 't@example.org',
  GIT_COMMITTER_NAME: 'T',
  GIT_COMMITTER_EMAIL: 't@example.org',
};

/** Runs git itself, in a folder below the home. */
export const gitIn = (home: TempHome, folder: string, ...args: string[]): string =>
  execFileSync('git', args, {
    cwd: `${home.path}/${folder}`,
    env: GIT_ENV,
    encoding: 'utf8',
    stdio: 'pipe',
  });

export const git = (home: TempHome, ...args: string[]): string => gitIn(home, '.', ...args);

export interface ScanAnswer {
  readonly code: number;
  readonly ok: boolean;
  readonly findings: readonly Readonly<Record<string, unknown>>[];
  readonly allowed: number;
  readonly unscanned: readonly { readonly reason: string; readonly what?: string }[];
  readonly scanned: Readonly<Record<string, number>>;
  readonly out: string;
}

interface ScanPlace {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs `scan --json` in a home, and shows that its answer has no key. */
export async function scanIn(
  home: TempHome,
  args: readonly string[],
  place: ScanPlace = {},
): Promise<ScanAnswer> {
  const { code, out, err } = await runCli(['scan', '--json', ...args], {
    home: home.path,
    cwd: place.cwd === undefined ? home.path : `${home.path}/${place.cwd}`,
    env: { ...GIT_ENV, ...place.env },
  });
  for (const key of [KEY, OTHER]) expectNoKey(key, out, err);
  return { code, ...(JSON.parse(out) as Omit<ScanAnswer, 'code' | 'out'>), out };
}

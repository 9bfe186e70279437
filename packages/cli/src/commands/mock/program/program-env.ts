import { findKeys, keyVariables } from '@dlubal-kit/auth-core';
import type { Context } from '../../../terminal/context.js';

/** An environment for a program under test, and the names of what was removed from it. */
export interface ProgramEnv {
  readonly env: Context['env'];
  /** Variables with a key that the program does not get. Their values are shown nowhere. */
  readonly kept: readonly string[];
  /** Variables with a key that the program gets all the same, since the mock server was told to accept it. */
  readonly accepted: readonly string[];
}

/**
 * Those that name a key, a file or a count of the caller: what a program under test does to made-up keys is not a change of
 * real ones, and its calls cost nothing.
 */
const REPLACED = new Set([
  ...keyVariables(),
  'DLUBAL_API_CONFIG',
  'DLUBAL_API_CA_FILE',
  'DLUBAL_AUDIT_LOG',
  'DLUBAL_BUDGET_REDIS_URL',
]);

/**
 * The caller's environment without any key in it, and with the variables of the mock server. A real key must not reach
 * the program, under whatever name: it could be sent to a real server, which counts each request. A key that a scenario
 * or `--key` lets the mock server accept does reach it, as the key of that server.
 *
 * @param handed The texts that the program gets, besides the variables: its config.ini.
 */
export function programEnv(
  env: Context['env'],
  more: Readonly<Record<string, string>>,
  platform: string,
  handed = '',
): ProgramEnv {
  const same = (name: string): string => (platform === 'win32' ? name.toUpperCase() : name);
  const replaced = new Set([...REPLACED, ...Object.keys(more).map(same)]);
  const left = Object.entries(env).filter(([name]) => !replaced.has(same(name)));
  const holdsKey = ([, value = '']: [string, string | undefined]): boolean => findKeys(value).length > 0;
  const given = new Set(keysIn([...Object.values(more), handed].join('\n')));
  const isGiven = ([, value = '']: [string, string | undefined]): boolean =>
    keysIn(value).some((key) => given.has(key));
  const real = Object.entries(env).filter(holdsKey);
  return {
    env: { ...Object.fromEntries(left.filter((entry) => !holdsKey(entry))), ...more },
    kept: real.filter((entry) => !isGiven(entry)).map(([name]) => name),
    accepted: real.filter(isGiven).map(([name]) => name),
  };
}

const keysIn = (text: string): string[] => findKeys(text).map(({ key }) => key);

import type { System } from '../edge/system.js';

/**
 * In front of every command. What a repository's own configuration says about programs is overruled, and a repository
 * inside another one's files is not entered.
 */
export const GIT_OPTIONS: readonly string[] = [
  '--no-pager',
  ...['core.fsmonitor=false', 'core.hooksPath=/dev/null', 'safe.bareRepository=explicit'].flatMap(asOption),
  // Said about GIT_GRAFT_FILE below, whatever is in that file.
  ...['protocol.allow=never', 'core.quotePath=false', 'advice.graftFileDeprecated=false'].flatMap(asOption),
];

function asOption(setting: string): string[] {
  return ['-c', setting];
}

const OVERRULED: Readonly<Record<string, string>> = {
  // Its messages are read: see git-failure.ts.
  LC_ALL: 'C',
  GIT_TERMINAL_PROMPT: '0',
  GIT_OPTIONAL_LOCKS: '0',
  // A repository may name the program that fetches what it lacks. Git before 2.39.4 does not know the first; the second
  // leaves it no protocol, whatever protocol.*.allow says.
  GIT_NO_LAZY_FETCH: '1',
  GIT_ALLOW_PROTOCOL: 'none',
  // Objects as they are stored, not what somebody put in their place.
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_GRAFT_FILE: '/dev/null',
};

/** Set by people to have their own programs run: nothing here needs them. */
const LEFT_OUT =
  /^(?:DLUBAL_|GIT_(?:EXTERNAL_DIFF|PAGER|EDITOR|SEQUENCE_EDITOR|ASKPASS|SSH|SSH_COMMAND|PROXY_COMMAND|TRACE.*)$)/i;

/** The environment that git gets: no key, no program, no prompt, no network. */
export function gitEnvironment(env: System['env']): Record<string, string> {
  const kept = Object.entries(env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !LEFT_OUT.test(entry[0]),
  );
  return { ...Object.fromEntries(kept), ...OVERRULED };
}

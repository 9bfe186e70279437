import type { Command } from '../command-line/command.js';
import { KEY_NAME, SERVER_OPTIONS, WHERE } from './shared-options.js';

const FORCE = { help: 'print the key on a terminal too' };

/** Commands that resolve a key and use it. */
export const USE_ROWS: Readonly<Record<string, Command>> = {
  check: {
    summary: 'Ask the server whether it accepts the key, and say what to do if not',
    about: `A check is one API request, which your plan counts, whatever the answer. --offline sends nothing and tells
whether a key would be found and has the form of one.

${WHERE}`,
    options: {
      ...KEY_NAME,
      ...SERVER_OPTIONS,
      offline: { help: 'check without a call' },
    },
    examples: ['dlubal-auth check', 'dlubal-auth check --key-name project_2 --url 10.0.0.5 --json'],
    load: async () => (await import('../commands/check/check.js')).check,
  },
  resolve: {
    summary: 'Tell which key would be used, and why that one',
    about: `Sends and stores nothing. With --expect it ends with exit code 3 when another key would be used.\n\n${WHERE}`,
    options: {
      ...KEY_NAME,
      expect: {
        value: 'name=NAME|fingerprint=F',
        many: true,
        help: 'fail unless the key has this name, or this fingerprint; may stand several times',
      },
    },
    examples: ['dlubal-auth resolve', 'dlubal-auth resolve --expect name=project_2 --json'],
    load: async () => (await import('../commands/resolve/resolve.js')).resolve,
  },
  token: {
    summary: 'Print the key itself, for a pipe',
    about: `Refuses a terminal, where the key would stay to be read.\n\n${WHERE}`,
    options: { ...KEY_NAME, force: FORCE },
    examples: [
      'dlubal-auth token | docker secret create dlubal_api_key -',
      'dlubal-auth token --key-name project_2 --json',
    ],
    load: async () => (await import('../commands/token/token.js')).token,
  },
  exec: {
    summary: 'Run a program with the key in its environment, as DLUBAL_API_KEY',
    about: `The program gets this terminal, its arguments as they are and no shell; DLUBAL_API_KEY_NAME is taken out of its
environment. Signals reach it, and its exit code is passed on. 125: no key could be found. 126: the program cannot be
run. 127: there is no such program.

${WHERE}`,
    options: KEY_NAME,
    afterDashes: 'COMMAND [ARGUMENT...]',
    examples: ['dlubal-auth exec -- python model.py', 'dlubal-auth exec --key-name project_2 -- npm test'],
    load: async () => (await import('../commands/exec/exec.js')).exec,
  },
  env: {
    summary: 'Print the lines that set DLUBAL_API_KEY in a shell or a job',
    about: `--shell github masks the key in the logs of the job first, then appends it to the file in GITHUB_ENV, for the
steps that follow; run it as it is, without a redirection. Prefer "exec", which leaves the key in one program.

${WHERE}`,
    options: {
      ...KEY_NAME,
      shell: { value: 'SHELL', help: 'bash (also for sh and zsh), fish, pwsh, cmd, dotenv or github' },
      force: FORCE,
    },
    examples: [
      'eval "$(dlubal-auth env --shell bash)"',
      'dlubal-auth env --shell pwsh | Out-String | Invoke-Expression',
      'dlubal-auth env --shell github --key-name project_2',
    ],
    load: async () => (await import('../commands/env/env.js')).env,
  },
};

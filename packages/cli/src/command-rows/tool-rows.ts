import type { Command } from '../command-line/command.js';

/** Commands beside the keys and the server for tests: help for the shell. */
export const TOOL_ROWS: Readonly<Record<string, Command>> = {
  completion: {
    summary: 'Print a script that makes your shell complete commands, options and names of keys',
    about:
      'SHELL is bash, zsh, fish or powershell. Put the line of the first example into the file that your shell reads first.',
    words: ['SHELL'],
    examples: ['eval "$(dlubal-auth completion bash)"', 'dlubal-auth completion fish | source'],
    load: async () => (await import('../commands/completion/completion.js')).completion,
  },
  __complete: {
    summary: 'Print what may stand in place of the last word',
    hidden: true,
    afterDashes: 'WORD...',
    examples: ['dlubal-auth __complete -- keys use pro', 'dlubal-auth __complete -- resolve --'],
    load: async () => (await import('../commands/completion/complete.js')).complete,
  },
};

import type { Command } from '../command-line/command.js';
import { SERVER_OPTIONS } from './shared-options.js';

/** Commands that look something over and say what is wrong with it. */
export const FIND_ROWS: Readonly<Record<string, Command>> = {
  doctor: {
    summary: 'Look over config.ini, the environment and the server, and say what to mend',
    about: `Marks: ✓ fine, ! works and may surprise, ✗ wrong, - not looked at. Exit code 0, or that of the first ✗. The server
is reached without an API request; --check-key spends one.`,
    options: {
      fix: { help: 'mend what is safe: file modes, and lines that INI readers take differently' },
      'check-key': {
        help: 'ask the server for its version, and whether it accepts the key: one API request',
      },
      ...SERVER_OPTIONS,
    },
    examples: ['dlubal-auth doctor', 'dlubal-auth doctor --fix --json'],
    load: async () => (await import('../commands/doctor/doctor.js')).doctor,
  },
  scan: {
    summary: 'Find API keys in files, in what is staged, or in the history of a git repository',
    about: `Looks through every text file below the paths (default: here), notebooks with their outputs and .env too; binary
files, node_modules and config.ini itself are passed over. Shows the fingerprint of each key and its place, never
the key. Exit code 10 when a key was found.

--install-hook makes git refuse a commit that holds a key. With the pre-commit framework, or husky, run
"dlubal-auth scan --staged" as a command of your own.`,
    words: ['[PATH...]'],
    options: {
      staged: { help: 'scan what the next commit adds or changes' },
      history: { help: 'scan what each commit of each branch and tag added, and the messages' },
      allow: {
        value: 'FINGERPRINT',
        many: true,
        help: 'pass over this key, such as a sample in the documentation',
      },
      'max-size': { value: 'MIB', help: 'leave out larger files (default 16)' },
      sarif: { help: 'print the answer as SARIF 2.1.0, for code hosts' },
      'install-hook': { help: 'write a pre-commit hook that runs "scan --staged"' },
    },
    examples: [
      'dlubal-auth scan',
      'dlubal-auth scan --staged',
      'dlubal-auth scan --history --sarif > keys.sarif',
    ],
    load: async () => (await import('../commands/scan/scan.js')).scan,
  },
  classify: {
    summary: 'Say what an error text means, and what to do: reads standard input',
    about: 'Takes a log, a traceback or a single line. Exit code 1 when no failure is recognised in it.',
    examples: ['dlubal-auth classify < build.log', 'python model.py 2>&1 | dlubal-auth classify --json'],
    load: async () => (await import('../commands/classify/classify.js')).classify,
  },
};

import type { Command } from '../command.js';

/** Commands that look something over and say what is wrong with it. */
export const FIND_ROWS: Readonly<Record<string, Command>> = {
  classify: {
    summary: 'Say what an error text means, and what to do: reads standard input',
    about: 'Takes a log, a traceback or a single line. Exit code 1 when no failure is recognised in it.',
    examples: ['dlubal-auth classify < build.log', 'python model.py 2>&1 | dlubal-auth classify --json'],
    load: async () => (await import('../commands/classify/classify.js')).classify,
  },
};

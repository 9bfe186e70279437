import { define } from '../../command-line/definition.js';
import { CONFIG } from '../../command-line/shared-options.js';
import { text, whole } from '../../command-line/values.js';

const POOL = {
  pool: text('NAME', 'the pool (default: budget_pool in ~/.dlubalrc)'),
};

const WHERE = `With DLUBAL_BUDGET_REDIS_URL the count in that Redis is meant, otherwise the files next to config.ini on this machine.`;

export const BUDGET = define({
  name: 'budget',
  summary: 'Show how much of each budget the month has used',
  about: `One line for each pool that programs of this machine used this month, with what the month comes to at this pace. Calls of other clients are not counted.\n\n${WHERE}`,
  options: { ...POOL, ...CONFIG },
  examples: ['dlubal-auth budget', 'dlubal-auth budget --pool acme --json'],
});

export const BUDGET_SET = define({
  name: 'budget set',
  summary: 'Give the programs of this user a budget, or correct what is used',
  about: `--per-month and --pool are written to ~/.dlubalrc, and count for every program that sets no budget itself. --used replaces the count of this month, for example by the number that your Dlubal account shows.\n\n${WHERE}`,
  options: {
    'per-month': whole('requests', 'N', 'requests per month'),
    used: whole('requests', 'N', 'requests that this month has used so far'),
    ...POOL,
    ...CONFIG,
  },
  examples: [
    'dlubal-auth budget set --per-month 3000 --pool acme',
    'dlubal-auth budget set --used 1840 --pool acme',
  ],
});

export const BUDGET_CLEAR = define({
  name: 'budget clear',
  summary: 'Reopen a pool that was closed after the server restricted access',
  about: `A pool is closed when the server answers access-restricted, so that no further request is billed for the same answer. It reopens by itself when the month turns (UTC).\n\n${WHERE}`,
  options: { ...POOL, ...CONFIG },
  examples: ['dlubal-auth budget clear --pool acme', 'dlubal-auth budget clear --pool acme --json'],
});

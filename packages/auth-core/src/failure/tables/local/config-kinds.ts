import type { OwnFacts } from '../kind-row.js';

/** Failures of reading config.ini. In a file of their own, so that a bundle with `parseConfig` contains only these. */
export const CONFIG_KINDS = {
  'config-syntax': {
    exitCode: 8,
    happened: 'config.ini has a line that the official client cannot read either.',
    remedy: 'Fix the line named in the message.',
  },
} as const satisfies Readonly<Record<string, OwnFacts>>;

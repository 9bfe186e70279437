import type { ReasonRow } from './kind-row.js';

/**
 * For a status that libraries give to failures of the connection too, with words that are not known and nothing that
 * shows who wrote them: never "the server answered".
 */
export const UNPROVEN: ReasonRow = {
  origin: 'transport',
  billed: 'maybe',
  retryable: false,
  happened: 'The call failed, and nothing shows whether the server said so or the connection to it broke.',
  remedy:
    'Read the words that were reported. Check whether the call took effect before you repeat it: it may have been carried out and billed.',
};

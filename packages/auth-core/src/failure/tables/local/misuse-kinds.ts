import { kindRows } from '../topic.js';

/** The failure of a wrong option. In a file of its own, since every function that checks its options can throw it. */
export const MISUSE_KINDS = /* @__PURE__ */ kindRows({
  'client-misuse': {
    exitCode: 1,
    happened: 'An option or a method was used in a way that is not allowed.',
    remedy: 'Correct the calling code. No request was sent.',
  },
});

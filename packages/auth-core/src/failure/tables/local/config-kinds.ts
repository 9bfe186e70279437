import { kindRows } from '../topic.js';

/** Failures of reading config.ini. In a file of their own, so that a bundle with `parseConfig` contains only these. */
export const CONFIG_KINDS = /* @__PURE__ */ kindRows({
  'config-syntax': {
    exitCode: 8,
    happened: 'config.ini has a line that the official client cannot read either.',
    remedy: 'Fix the line named in the message.',
  },
});

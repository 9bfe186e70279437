import { ACCESS_CONTROL } from '../kind-row.js';
import { kindRows } from '../topic.js';

/** The failure of a text that is not a key. In a file of its own, so that a bundle with `ApiKey` contains only this. */
export const KEY_FORM_KINDS = /* @__PURE__ */ kindRows({
  'key-malformed': {
    exitCode: 3,
    happened: 'A text that is not a valid key was given as an API key.',
    remedy: 'Copy the whole key and nothing else: "ak-" and 48 digits, no quotes, no spaces, no line break.',
    official: ACCESS_CONTROL,
  },
});

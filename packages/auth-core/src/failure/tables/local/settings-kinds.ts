import { kindRows } from '../topic.js';

/** Failures of a .dlubalrc. In a file of their own, so that a bundle with `resolveKey` contains only these. */
export const SETTINGS_KINDS = /* @__PURE__ */ kindRows({
  'settings-invalid': {
    exitCode: 8,
    happened: 'A .dlubalrc has an entry that cannot be used.',
    remedy: 'Fix the entry named in the message. API keys do not belong in this file.',
  },
  'settings-untrusted': {
    exitCode: 8,
    happened: 'A .dlubalrc comes from somebody else, so its settings were not used.',
    remedy: 'Read the file, then take it over or remove it.',
  },
});

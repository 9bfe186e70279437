import { define } from '../../command-line/definition.js';
import { KEY_OPTIONS, WHERE } from '../../command-line/shared-options.js';
import { many, text } from '../../command-line/values.js';

export const RESOLVE = define({
  name: 'resolve',
  summary: 'Show which key would be used, and why that one',
  about: `Sends and stores nothing. With --expect it ends with exit code 3 when another key would be used.\n\n${WHERE}`,
  options: {
    ...KEY_OPTIONS,
    expect: many(
      text('name=NAME|fingerprint=F', 'fail unless the key has this name, or this fingerprint', [
        'name=',
        'fingerprint=',
      ]),
    ),
  },
  examples: ['dlubal-auth resolve', 'dlubal-auth resolve --expect name=project_2 --json'],
});

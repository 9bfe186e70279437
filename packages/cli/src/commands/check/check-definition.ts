import { define } from '../../command-line/definition.js';
import { KEY_OPTIONS, SERVER_OPTIONS, WHERE } from '../../command-line/shared-options.js';
import { flag } from '../../command-line/values.js';

export const CHECK = define({
  name: 'check',
  summary: 'Ask the server whether it accepts the key, and what to do if not',
  about: `A check is one API request, which your plan counts, whatever the answer. --offline sends nothing, and checks whether a key would be found and is well-formed.\n\n${WHERE}`,
  options: {
    ...KEY_OPTIONS,
    offline: flag('check without a call'),
    force: flag('ask although the budget of this month is used up, or its pool closed'),
    ...SERVER_OPTIONS,
  },
  excludes: [['offline', 'force']],
  examples: ['dlubal-auth check', 'dlubal-auth check --key-name project_2 --url 10.0.0.5 --json'],
});

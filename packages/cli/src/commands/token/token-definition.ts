import { define } from '../../command-line/definition.js';
import { KEY_OPTIONS, WHERE } from '../../command-line/shared-options.js';
import { flag } from '../../command-line/values.js';

export const TOKEN = define({
  name: 'token',
  summary: 'Print the key itself, for a pipe',
  about: `Refuses a terminal, where the key would remain in the scrollback.\n\n${WHERE}`,
  options: { ...KEY_OPTIONS, force: flag('print the key on a terminal too') },
  examples: [
    'dlubal-auth token | docker secret create dlubal_api_key -',
    'dlubal-auth token --key-name project_2 --json',
  ],
});

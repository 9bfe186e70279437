import { define } from '../../command-line/definition.js';
import { CONFIG, SERVER_OPTIONS } from '../../command-line/shared-options.js';
import { flag, text } from '../../command-line/values.js';

export const LOGIN = define({
  name: 'login',
  summary: 'Store a first key, step by step',
  about: `Says where keys are created, asks for one without showing it, stores it under a name, and offers to ask the server about it. That check is one API request, which your plan counts: it is made only if you agree, or with --check.

Without a terminal, pipe the key in with --stdin; the check is then made only with --check.`,
  arguments: { name: text('NAME', 'name for the key (default: the first free project_N)') },
  options: {
    ...CONFIG,
    stdin: flag('read the key from stdin instead of asking for it'),
    check: flag('check the key with the server, without asking: one API request'),
    'no-check': flag('do not offer the check'),
    ...SERVER_OPTIONS,
  },
  excludes: [['check', 'no-check']],
  examples: ['dlubal-auth login', 'vault-key dlubal | dlubal-auth login bridge --stdin --check'],
});

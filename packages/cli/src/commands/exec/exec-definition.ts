import { define } from '../../command-line/definition.js';
import { KEY_OPTIONS, WHERE } from '../../command-line/shared-options.js';

export const EXEC = define({
  name: 'exec',
  summary: 'Run a program with the key in its environment, as DLUBAL_API_KEY',
  about: `The program gets this terminal and its arguments as they are, without a shell; DLUBAL_API_KEY_NAME is removed from its environment. Signals reach it, and its exit code is passed on. 125: no key was found. 126: the program cannot be run. 127: the program was not found.\n\n${WHERE}`,
  options: KEY_OPTIONS,
  program: 'COMMAND [ARGUMENT...]',
  json: 'print a failure of dlubal-auth itself as JSON',
  examples: ['dlubal-auth exec -- python model.py', 'dlubal-auth exec --key-name project_2 -- npm test'],
});

import { define } from '../../command-line/definition.js';
import { KEY_OPTIONS, WHERE } from '../../command-line/shared-options.js';
import { variableName } from '../../command-line/values.js';

export const EXEC = define({
  name: 'exec',
  summary: 'Run a program with the key in its environment, as DLUBAL_API_KEY',
  about: `@dlubal-kit/node-client reads DLUBAL_API_KEY. Dlubal's Python client reads no variable: write api_key_value=os.environ["DLUBAL_API_KEY"] in the program. --as gives the key under the name that the program reads, and only under that one.

The program gets this terminal and its arguments as they are, without a shell; variables that name another key are removed. Signals reach it, and its exit code is passed on; if it dumps core, the exit code is 128 and the number of the signal. 125: no key was found. 126: the program cannot be run. 127: the program was not found.\n\n${WHERE}`,
  options: {
    ...KEY_OPTIONS,
    as: variableName('VARIABLE', 'give the key in this variable instead of DLUBAL_API_KEY'),
  },
  program: 'COMMAND [ARGUMENT...]',
  json: 'print a failure of dlubal-auth itself as JSON',
  examples: [
    'dlubal-auth exec -- node model.mjs',
    'dlubal-auth exec --key-name project_2 --as RFEM_KEY -- python model.py',
  ],
});

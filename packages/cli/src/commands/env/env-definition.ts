import { define } from '../../command-line/definition.js';
import { KEY_OPTIONS, WHERE } from '../../command-line/shared-options.js';
import { SHELL_ALIASES, SHELL_NAMES } from '../../command-line/shells.js';
import { choice, flag, required } from '../../command-line/values.js';
import { failingLine } from './failing-line.js';

export const ENV = define({
  name: 'env',
  summary: 'Print the lines that set DLUBAL_API_KEY in a shell or a job',
  about: `When it fails, it prints a line that fails too, so that a script with "set -e" stops.\n\n--shell github first masks the key in the logs of the job, then appends it to the file in GITHUB_ENV, for the steps that follow; run it as it is, without a redirection. Prefer "exec", which gives the key to one program only.\n\n${WHERE}`,
  options: {
    ...KEY_OPTIONS,
    shell: required(
      choice(
        [...SHELL_NAMES, 'dotenv', 'github'],
        'SHELL',
        `${SHELL_NAMES.join(', ')}, dotenv (for a .env file) or github (for the steps of a job)`,
        SHELL_ALIASES,
      ),
    ),
    force: flag('print the key on a terminal too'),
  },
  failing: failingLine,
  examples: [
    'eval "$(dlubal-auth env --shell bash)"',
    'dlubal-auth env --shell fish | source',
    'dlubal-auth env --shell powershell | Out-String | Invoke-Expression',
    'dlubal-auth env --shell github --key-name project_2',
  ],
});

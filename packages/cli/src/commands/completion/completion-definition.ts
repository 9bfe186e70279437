import { define } from '../../command-line/definition.js';
import { COMPLETING_SHELLS, SHELL_ALIASES, SHELL_NAMES } from '../../command-line/shells.js';
import { choice, required } from '../../command-line/values.js';

const OTHERS = SHELL_NAMES.filter((name) => !COMPLETING_SHELLS.some((shell) => shell === name));

export const COMPLETION = define({
  name: 'completion',
  summary: 'Print a script that makes your shell complete this command',
  about: `Completes commands, options, their choices and the names of stored keys. Put the line of the first example into the startup file of your shell. ${OTHERS.join(' and ')} cannot be taught to complete.`,
  arguments: {
    shell: required(
      choice(COMPLETING_SHELLS, 'SHELL', COMPLETING_SHELLS.join(', '), { pwsh: SHELL_ALIASES.pwsh }),
    ),
  },
  examples: [
    'eval "$(dlubal-auth completion bash)"',
    'dlubal-auth completion fish | source',
    'dlubal-auth completion powershell | Out-String | Invoke-Expression',
  ],
});

import { define } from '../../command-line/definition.js';
import { choice, required } from '../../command-line/values.js';

export const COMPLETION = define({
  name: 'completion',
  summary: 'Print a script that makes your shell complete this command',
  about:
    'Completes commands, options, their choices and the names of stored keys. Put the line of the first example into the startup file of your shell.',
  arguments: {
    shell: required(
      choice(['bash', 'fish', 'powershell', 'zsh'], 'SHELL', 'bash, fish, powershell or zsh', {
        pwsh: 'powershell',
      }),
    ),
  },
  examples: ['eval "$(dlubal-auth completion bash)"', 'dlubal-auth completion fish | source'],
});

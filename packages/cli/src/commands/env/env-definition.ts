import { define } from '../../command-line/definition.js';
import { KEY_OPTIONS, WHERE } from '../../command-line/shared-options.js';
import { choice, flag, required } from '../../command-line/values.js';

export const ENV = define({
  name: 'env',
  summary: 'Print the lines that set DLUBAL_API_KEY in a shell or a job',
  about: `--shell github first masks the key in the logs of the job, then appends it to the file in GITHUB_ENV, for the steps that follow; run it as it is, without a redirection. Prefer "exec", which gives the key to one program only.\n\n${WHERE}`,
  options: {
    ...KEY_OPTIONS,
    shell: required(
      choice(
        ['bash', 'fish', 'pwsh', 'cmd', 'dotenv', 'github'],
        'SHELL',
        'bash (also for sh and zsh), fish, pwsh, cmd, dotenv or github',
        { sh: 'bash', zsh: 'bash', powershell: 'pwsh' },
      ),
    ),
    force: flag('print the key on a terminal too'),
  },
  examples: [
    'eval "$(dlubal-auth env --shell bash)"',
    'dlubal-auth env --shell pwsh | Out-String | Invoke-Expression',
    'dlubal-auth env --shell github --key-name project_2',
  ],
});

import { define } from '../../command-line/definition.js';
import { CONFIG } from '../../command-line/shared-options.js';
import { flag, many, path, text, whole } from '../../command-line/values.js';

export const SCAN = define({
  name: 'scan',
  summary: 'Find API keys in files, staged changes or the git history',
  about: `Searches every text file below the paths (default: the working directory), notebooks with their outputs and .env included; binary files, node_modules and config.ini itself are skipped. Shows the fingerprint of each key and its place, never the key. Exit code 10 when a key was found.

--install-hook makes git refuse a commit that contains a key. With the pre-commit framework, or husky, run "dlubal-auth scan --staged" as a command of your own.`,
  arguments: { paths: many(path('PATH', 'files or folders (default: the working directory)')) },
  options: {
    ...CONFIG,
    staged: flag('scan what the next commit adds or changes'),
    history: flag('scan what each commit of each branch and tag added, and the messages'),
    allow: many(text('FINGERPRINT', 'ignore this key, such as a sample in the documentation')),
    'max-size': whole('MiB', 'MIB', 'skip larger files (default 16)', { min: 1, max: 512 }),
    sarif: flag('print the answer as SARIF 2.1.0, for code hosts'),
    'install-hook': flag('write a pre-commit hook that runs "scan --staged"'),
  },
  excludes: [
    ['staged', 'history', 'install-hook'],
    ['sarif', 'install-hook'],
  ],
  examples: [
    'dlubal-auth scan',
    'dlubal-auth scan --staged',
    'dlubal-auth scan --history --sarif > keys.sarif',
  ],
});

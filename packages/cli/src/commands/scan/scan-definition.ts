import { define } from '../../command-line/definition.js';
import { CONFIG } from '../../command-line/shared-options.js';
import { flag, many, path, text, whole } from '../../command-line/values.js';

export const SCAN = define({
  name: 'scan',
  summary: 'Find API keys in files, staged changes or the git history',
  about: `Searches every file below the paths (default: the working directory) in whatever encoding, and notebooks by cell. node_modules, .git and config.ini itself are skipped unless git tracks them; a file that you name never is. Shows the fingerprint of each key and its place, never the key. Archives are searched as the bytes that they are.

Exit code 10: a key was found. Exit code 12: no key was found, but not everything could be scanned; the answer lists what was not. To keep a sample key, list its fingerprint in .dlubalscan at the top of the repository, or write "dlubal:allow" on its line.

--home looks where MCP hosts (Claude, VS Code, Cursor, Windsurf, Zed, Gemini CLI, Codex and others) keep keys, and says which key an assistant would spend.

--install-hook makes git refuse a commit that contains a key, with husky too. The pre-commit framework finds the hook "dlubal-keys" in .pre-commit-hooks.yaml of this project.`,
  arguments: { paths: many(path('PATH', 'files or folders (default: the working directory)')) },
  options: {
    ...CONFIG,
    staged: flag('scan what the next commit adds or changes'),
    history: flag('scan every file, message and author of every commit of every branch and tag'),
    home: flag('scan the files in which AI assistants keep their MCP servers, of this user and here'),
    allow: many(text('FINGERPRINT', 'ignore this key, such as a sample in the documentation')),
    'max-size': whole('MiB', 'MIB', 'skip larger files, and report them (default: no limit)', {
      min: 1,
      max: 999_999,
    }),
    'allow-unscanned': flag('accept that not everything could be scanned: no exit code 12'),
    'exit-zero': flag('exit with 0 whatever was found, for a step that uploads the answer'),
    sarif: flag('print the answer as SARIF 2.1.0, for code hosts'),
    'install-hook': flag('write a pre-commit hook that runs "scan --staged"'),
  },
  excludes: [
    ['staged', 'history', 'home', 'install-hook'],
    ['sarif', 'install-hook'],
  ],
  examples: [
    'dlubal-auth scan',
    'dlubal-auth scan --staged',
    'dlubal-auth scan --history --sarif > keys.sarif',
  ],
});

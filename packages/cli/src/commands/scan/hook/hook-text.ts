/** What an existing hook needs; a shell goes on after a command that fails, so that the line ends the hook itself. */
export const HOOK_LINE = 'dlubal-auth scan --staged || exit 1';

/**
 * A hook that fails when the command is not found: a commit that was not looked through must not pass as clean. The
 * installed command is preferred to one that came with the tree, wherever on PATH the tree's own folder is.
 */
export const HOOK = `#!/bin/sh
# Refuses a commit that contains a Dlubal API key. Written by "dlubal-auth scan --install-hook".
set -f
IFS=:
for folder in $PATH; do
  case $folder in "$PWD"/* | [!/]* | '') continue ;; esac
  if [ -x "$folder/dlubal-auth" ]; then exec "$folder/dlubal-auth" scan --staged; fi
done
if [ -x ./node_modules/.bin/dlubal-auth ]; then exec ./node_modules/.bin/dlubal-auth scan --staged; fi
echo 'pre-commit: dlubal-auth is not found, so nothing was scanned for API keys. Install it (npm install -g @dlubal-kit/cli), or commit with --no-verify.' >&2
exit 1
`;

/** A path as one word of a shell; one of Windows with the slashes that the shell of git takes. */
const quoted = (path: string): string => {
  const slashed = /^[A-Z]:\\/i.test(path) ? path.replaceAll('\\', '/') : path;
  return `'${slashed.replaceAll("'", "'\\''")}'`;
};

/**
 * What an existing hook needs; a shell goes on after a command that fails, so that the line ends the hook itself.
 *
 * @param executable where the command is one file, which is called by its path
 */
export const hookLine = (executable?: string): string =>
  `${executable === undefined ? 'dlubal-auth' : quoted(executable)} scan --staged || exit 1`;

/** The file that wrote the hook, where the command is one. It can have been removed since. */
function byPath(executable: string | undefined): string {
  if (executable === undefined) return '';
  const path = quoted(executable);
  return `if [ -x ${path} ]; then exec ${path} scan --staged; fi\n`;
}

/**
 * A hook that fails when the command is not found: a commit that was not looked through must not pass as clean. The
 * installed command is preferred to one that came with the tree, wherever on PATH the tree's own folder is.
 */
export const hookText = (executable?: string): string => `#!/bin/sh
# Refuses a commit that contains a Dlubal API key. Written by "dlubal-auth scan --install-hook".
${byPath(executable)}set -f
IFS=:
for folder in $PATH; do
  case $folder in "$PWD"/* | [!/]* | '') continue ;; esac
  if [ -x "$folder/dlubal-auth" ]; then exec "$folder/dlubal-auth" scan --staged; fi
done
if [ -x ./node_modules/.bin/dlubal-auth ]; then exec ./node_modules/.bin/dlubal-auth scan --staged; fi
echo 'pre-commit: dlubal-auth is not found, so nothing was scanned for API keys. Install it (npm install -g @dlubal-kit/cli), or commit with --no-verify.' >&2
exit 1
`;

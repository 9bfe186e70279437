import type { EnvTarget } from './shell-syntax.js';

/** Lines that fail, so that a script which evaluates them notices. A file gets none. */
const FAILING: Readonly<Partial<Record<string, string>>> = {
  powershell: "throw 'dlubal-auth env failed'\n",
  pwsh: "throw 'dlubal-auth env failed'\n",
  cmd: 'cmd /c exit 1\n',
  dotenv: '',
  github: '',
} satisfies Partial<Record<EnvTarget | 'pwsh', string>>;

/**
 * What `env` prints when it fails. In `eval "$(dlubal-auth env …)"` the exit code of `dlubal-auth` is lost, and `set -e`
 * would go on with no key, or with another one that was there before.
 *
 * @param argv what follows the command, which may be what is wrong
 */
export function failingLine(argv: readonly string[]): string {
  const at = argv.indexOf('--shell');
  const given = at >= 0 ? argv[at + 1] : argv.find((word) => word.startsWith('--shell='))?.slice(8);
  // In a shell that has no such command, this is an unknown one, which fails too.
  return FAILING[given?.toLowerCase() ?? ''] ?? 'false\n';
}

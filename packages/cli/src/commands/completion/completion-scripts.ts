/**
 * One script per shell. Each passes the words so far to `dlubal-auth __complete`; where nothing comes back, bash, zsh and
 * fish offer files.
 */
export const COMPLETION_SCRIPTS = {
  bash: `# bash completion for dlubal-auth: eval "$(dlubal-auth completion bash)"
_dlubal_auth() {
  local current="\${COMP_WORDS[COMP_CWORD]}" line
  COMPREPLY=()
  while IFS= read -r line; do
    # After "--name=" bash replaces only what follows the "=".
    case "$COMP_WORDBREAKS" in *=*) case "$line" in --*=*) line="\${line#*=}" ;; esac ;; esac
    COMPREPLY+=("$(printf '%q' "$line")")
  done < <(dlubal-auth __complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _dlubal_auth dlubal-auth
`,
  zsh: `#compdef dlubal-auth
# zsh completion for dlubal-auth: eval "$(dlubal-auth completion zsh)", after compinit
_dlubal_auth() {
  local -a offered
  offered=("\${(@f)$(dlubal-auth __complete -- "\${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ -n "\${offered[1]}" ]]; then compadd -a offered; else _files; fi
}
compdef _dlubal_auth dlubal-auth
`,
  fish: `# fish completion for dlubal-auth: dlubal-auth completion fish | source
complete -c dlubal-auth -a '(dlubal-auth __complete -- (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)'
`,
  powershell: `# PowerShell completion for dlubal-auth: dlubal-auth completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName dlubal-auth -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $words = @($commandAst.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
  if ($wordToComplete -eq '') { $words += '""' }
  dlubal-auth __complete -- @words 2>$null | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}
`,
} as const;

/** How each shell calls a program by its path. */
const BY_PATH: Record<keyof typeof COMPLETION_SCRIPTS, (path: string) => string> = {
  bash: (path) => `'${path}'`,
  zsh: (path) => `'${path}'`,
  fish: (path) => `"${path}"`,
  powershell: (path) => `& '${path}'`,
};

/** Characters that mean themselves between the quotes of all these shells. */
const PLAIN = /^[\w@%+:,.\\/ -]+$/;

/**
 * The script for a shell.
 *
 * @param executable where the command is one file, which is called by its path: it may be on no PATH.
 */
export function completionScript(shell: keyof typeof COMPLETION_SCRIPTS, executable?: string): string {
  const script = COMPLETION_SCRIPTS[shell];
  return executable !== undefined && PLAIN.test(executable)
    ? script.replaceAll('dlubal-auth __complete', `${BY_PATH[shell](executable)} __complete`)
    : script;
}

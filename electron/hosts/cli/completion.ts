import type { Commands } from './commands/command.ts'
import { optionWords } from './options.ts'

export const shells = ['bash', 'zsh', 'powershell'] as const
export type Shell = (typeof shells)[number]

const always = ['--json', '--passphrase-file', '--help']

/** Every command with its options, and what an option that takes few values takes. */
const rowsOf = (commands: Commands): { name: string; options: string[]; values: [string, readonly string[]][] }[] =>
  Object.entries(commands).map(([name, { options, flags = [] }]) => ({
    name,
    options: [...options, ...flags].map((option) => `--${option}`),
    values: options.flatMap((option) => {
      const only = optionWords(name, option)?.oneOf
      return only ? [[`--${option}`, only] as [string, readonly string[]]] : []
    }),
  }))

/**
 * A script that makes a shell complete the words of `holdfast`: commands, options and the values of those that take
 * few; where a file can stand the shell's own completion goes on.
 */
export function completionFor(shell: Shell, commands: Commands): string {
  if (shell === 'bash') return forBash(commands)
  if (shell === 'zsh') return `#compdef holdfast\nautoload -U +X bashcompinit && bashcompinit\n${forBash(commands)}`
  return forPowerShell(commands)
}

/** The first words of commands, and the second words after each of them. */
function wordsOf(commands: Commands): [string, string[]][] {
  const seconds = new Map<string, string[]>()
  for (const name of Object.keys(commands)) {
    const [first = '', second] = name.split(' ')
    seconds.set(first, [...(seconds.get(first) ?? []), ...(second === undefined ? [] : [second])])
  }
  return [...seconds]
}

function forBash(commands: Commands): string {
  const rows = rowsOf(commands)
  return `_holdfast() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" first="\${COMP_WORDS[1]}" words=""
  local name="$first \${COMP_WORDS[2]}"
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    words="${wordsOf(commands)
      .map(([first]) => first)
      .join(' ')} help"
  elif [ "$COMP_CWORD" -eq 2 ]; then
    case "$first" in
${wordsOf(commands)
  .map(([first, seconds]) => `      ${first}) words="${seconds.join(' ')}" ;;`)
  .join('\n')}
    esac
  else
    case "$name $before" in
${rows
  .flatMap(({ name, values }) =>
    values.map(([option, only]) => `      "${name} ${option}") words="${only.join(' ')}" ;;`),
  )
  .join('\n')}
      *) case "$word" in -*) case "$name" in
${rows.map(({ name, options }) => `        "${name}") words="${[...options, ...always].join(' ')}" ;;`).join('\n')}
      esac ;; esac ;;
    esac
  fi
  [ -n "$words" ] && COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -o default -F _holdfast holdfast
`
}

function forPowerShell(commands: Commands): string {
  const list = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(',')
  return `Register-ArgumentCompleter -Native -CommandName holdfast -ScriptBlock {
  param($word, $line, $cursor)
  $given = @($line.CommandElements | ForEach-Object { $_.ToString() })
  $at = if ($word -eq '') { $given.Count } else { $given.Count - 1 }
  $seconds = @{
${wordsOf(commands)
  .map(([first, seconds]) => `    '${first}' = @(${list(seconds)})`)
  .join('\n')}
  }
  $options = @{
${rowsOf(commands)
  .map(({ name, options }) => `    '${name}' = @(${list([...options, ...always])})`)
  .join('\n')}
  }
  $values = @{
${rowsOf(commands)
  .flatMap(({ name, values }) => values.map(([option, only]) => `    '${name} ${option}' = @(${list(only)})`))
  .join('\n')}
  }
  $name = "$($given[1]) $($given[2])"
  $words = if ($at -eq 1) { $seconds.Keys + 'help' }
    elseif ($at -eq 2) { $seconds[$given[1]] }
    elseif ($values.ContainsKey("$name $($given[$at - 1])")) { $values["$name $($given[$at - 1])"] }
    elseif ($word -like '-*') { $options[$name] }
  $words | Where-Object { $_ -like "$word*" } | Sort-Object | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}
`
}

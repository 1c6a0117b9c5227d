// Writes docs/command-line.md from the commands themselves: `npm run command-line`.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format } from 'prettier'
import { commands } from '../electron/hosts/cli/commands/index.ts'
import { exampleOf, optionsOf } from '../electron/hosts/cli/help.ts'

const root = join(import.meta.dirname, '..')

/** The page of all commands, as Markdown. */
export function commandLinePage(): Promise<string> {
  const subjects = new Map<string, string[]>()
  for (const [name, command] of Object.entries(commands)) {
    const [subject = ''] = name.split(' ')
    const options = optionsOf(name, command).map(([option, means]) => `- \`${option}\`: ${means}`)
    const lines = [`### ${name}`, '', `${command.says.charAt(0).toUpperCase()}${command.says.slice(1)}.`, '', '```']
    lines.push(`holdfast ${name} ${command.takes}`.trimEnd(), '```', '', ...options)
    if (options.length > 0) lines.push('', `Example: \`${exampleOf(name, command)}\``)
    subjects.set(subject, [...(subjects.get(subject) ?? []), lines.join('\n')])
  }
  const parts = [...subjects].map(([subject, written]) => `## ${subject}\n\n${written.join('\n\n')}`)
  return format(`${opening}\n${parts.join('\n\n')}\n`, { parser: 'markdown', printWidth: 120 })
}

const opening = `# The command line

Made by \`npm run command-line\` from the commands themselves; \`holdfast help COMMAND\` says the same of each.

Every command takes \`--json\`, which gives the answer as one line of JSON, and \`--passphrase-file FILE\`. The passphrase
comes from that file, from \`HOLDFAST_PASSPHRASE\`, or from a hidden prompt. \`DIR\` is the vault's folder; \`CASE\`,
\`REPORT\`, \`EXHIBIT\` and \`TASK\` take the number that people see, or the id; \`INSTANT\` is a date and time with its
offset, like \`2026-11-23T06:42:00-05:00\`. Exit: 0 done, 1 a check failed, 2 the command was written wrong, 3 wrong
passphrase or locked, 4 a file or folder could not be read or written.
`

if (process.argv[1] === import.meta.filename) writeFileSync(join(root, 'docs/command-line.md'), await commandLinePage())

import { demo } from '../demo.ts'
import { completionFor, shells } from '../completion.ts'
import { helpOf } from '../help.ts'
import { usageError } from '../usage.ts'
import { nameToday } from './aliases.ts'
import { assertionCommands } from './assertion.ts'
import { assessmentCommands } from './assessment.ts'
import { backupCommands } from './backup.ts'
import { caseCommands } from './case.ts'
import type { Commands } from './command.ts'
import { closureCommands } from './closure.ts'
import { importCommands } from './import.ts'
import { logCommands } from './log.ts'
import { exhibitCommands } from './exhibit.ts'
import { evidenceCommands } from './evidence.ts'
import { handlingCommands } from './handling.ts'
import { interviewCommands } from './interview.ts'
import { noteCommands } from './note.ts'
import { custodyCommands } from './custody.ts'
import { decisionCommands } from './decision.ts'
import { dueCommands } from './due.ts'
import { memberCommands } from './member.ts'
import { ledgerCommands } from './ledger.ts'
import { formCommands } from './form.ts'
import { ledgerExportCommands } from './ledger-export.ts'
import { packetCommands } from './packet.ts'
import { reportCommands } from './report.ts'
import { retentionCommands } from './retention.ts'
import { templateCommands } from './template.ts'
import { taskCommands } from './task.ts'
import { subjectCommands } from './subject.ts'
import { triageCommands } from './triage.ts'
import { updateCommands } from './update.ts'
import { vaultCommands } from './vault.ts'

/** Every command by its words, in the order in which the usage text lists them. */
export const commands: Commands = {
  ...vaultCommands,
  ...backupCommands,
  ...memberCommands,
  ...reportCommands,
  ...importCommands,
  ...triageCommands,
  ...caseCommands,
  ...subjectCommands,
  ...exhibitCommands,
  ...evidenceCommands,
  ...custodyCommands,
  ...noteCommands,
  ...interviewCommands,
  ...handlingCommands,
  ...logCommands,
  ...assessmentCommands,
  ...decisionCommands,
  ...taskCommands,
  ...closureCommands,
  ...assertionCommands,
  ...dueCommands,
  ...packetCommands,
  ...retentionCommands,
  ...ledgerCommands,
  ...ledgerExportCommands,
  ...templateCommands,
  ...formCommands,
  ...updateCommands,
  demo: { takes: '--out DIR', says: 'goes the whole path with the sample case', options: ['out'], run: demo },
  completion: {
    takes: shells.join('|'),
    says: 'prints a script that makes a shell complete these commands',
    options: [],
    run: ({ args, out }) => {
      const shell = shells.find((one) => one === args.positionals[0])
      if (!shell) throw usageError(`“completion” takes one of ${shells.join(', ')}.`)
      const script = completionFor(shell, commands)
      out.answer({ shell, script }, script.trimEnd().split('\n'))
      return Promise.resolve(0)
    },
  },
}

/**
 * What the command line understands, as `holdfast --help` prints it: the command that some words name, whole; or all
 * that begin with them (`holdfast report --help`), or all.
 */
export function usageOf(words: readonly string[]): string {
  const [first = '', second = ''] = words
  const named = [nameToday(`${first} ${second}`), first].find((name) => Object.hasOwn(commands, name)) ?? ''
  const command = commands[named]
  if (Object.hasOwn(commands, named) && command) return `${helpOf(named, command)}${closing}`
  const lines = Object.entries(commands).map(([name, { takes }]) => ({
    name,
    line: `  holdfast ${name} ${takes}`.trimEnd(),
  }))
  const asked = lines.filter(({ name }) => name.split(' ')[0] === first)
  return `holdfast: cases, evidence and signed packets, from the command line

${(asked.length > 0 ? asked : lines).map(({ line }) => line).join('\n')}

\`holdfast help COMMAND\` tells what one does, with its options and an example.
${closing}`
}

const closing = `
INSTANT is a date and time with its offset, like 2026-11-23T06:42:00-05:00.
DIR is the vault's folder. CASE, REPORT, EXHIBIT and TASK take the number that people see, or the id.
The passphrase comes from HOLDFAST_PASSPHRASE, from --passphrase-file FILE, or from a hidden prompt.
--version tells which Holdfast this is. --json gives every answer as JSON. Exit: 0 ok, 1 a check failed, 2 usage, 3 wrong passphrase or locked, 4 I/O.
`

import { demo } from '../demo.ts'
import { assessmentCommands } from './assessment.ts'
import { backupCommands } from './backup.ts'
import { caseCommands } from './case.ts'
import type { Commands } from './command.ts'
import { closureCommands } from './closure.ts'
import { importCommands } from './import.ts'
import { logCommands } from './log.ts'
import { exhibitCommands } from './exhibit.ts'
import { noteCommands } from './note.ts'
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
  ...noteCommands,
  ...logCommands,
  ...assessmentCommands,
  ...decisionCommands,
  ...taskCommands,
  ...closureCommands,
  ...dueCommands,
  ...packetCommands,
  ...retentionCommands,
  ...ledgerCommands,
  ...ledgerExportCommands,
  ...templateCommands,
  ...formCommands,
  ...updateCommands,
  demo: { takes: '--out DIR', options: ['out'], run: demo },
}

/**
 * What the command line understands, as `holdfast --help` prints it: of the command that some words name, of all that
 * begin with them (`holdfast report --help`), or of all.
 */
export function usageOf(words: readonly string[]): string {
  const lines = (asked: readonly string[]): string[] =>
    Object.entries(commands)
      .filter(([name]) => asked.every((word, at) => name.split(' ')[at] === word))
      .map(([name, { takes }]) => `  holdfast ${name} ${takes}`.trimEnd())
  const [first = '', second = ''] = words
  const asked = [[first, second], [first], []].map(lines).find((found) => found.length > 0) ?? []
  return `holdfast: cases, evidence and signed packets, from the command line

${asked.join('\n')}
${closing}`
}

const closing = `
INSTANT is a date and time with its offset, like 2026-11-23T06:42:00-05:00.
DIR is the vault's folder. CASE, REPORT, EXHIBIT and TASK take the number that people see, or the id.
The passphrase comes from HOLDFAST_PASSPHRASE, from --passphrase-file FILE, or from a hidden prompt.
--version tells which Holdfast this is. --json gives every answer as JSON. Exit: 0 ok, 1 a check failed, 2 usage, 3 wrong passphrase or locked, 4 I/O.
`

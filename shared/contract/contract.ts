import type { z } from 'zod'
import { backupProcedures } from './backups.ts'
import { assertionProcedures } from './assertions.ts'
import { assessmentProcedures } from './assessments.ts'
import { anchorProcedures } from './anchors.ts'
import { caseProcedures } from './cases.ts'
import { custodyProcedures } from './custody.ts'
import { closureProcedures } from './closure.ts'
import { computerProcedures } from './computer.ts'
import { communicationProcedures } from './communications.ts'
import { decisionProcedures } from './decisions.ts'
import { exchangeProcedures } from './exchange.ts'
import { dueProcedures } from './due.ts'
import { evidenceProcedures } from './evidence/evidence.ts'
import { markProcedures } from './evidence/marks.ts'
import { exhibitRoomProcedures } from './exhibit-room.ts'
import { exhibitProcedures } from './exhibits.ts'
import { ingestProcedures } from './ingest.ts'
import { handlingProcedures } from './handling.ts'
import { intakeProcedures } from './intake.ts'
import { interviewProcedures } from './interviews.ts'
import { ledgerProcedures } from './ledger.ts'
import { memberProcedures } from './members.ts'
import { notebookProcedures } from './notebook.ts'
import { packetProcedures } from './packet.ts'
import { reportFormProcedures } from './report-form.ts'
import { retentionProcedures } from './retention.ts'
import { taskProcedures } from './tasks.ts'
import { templateProcedures } from './templates.ts'
import { subjectProcedures } from './subjects.ts'
import { triageProcedures } from './triage.ts'
import { travelProcedures } from './travel.ts'
import { vaultProcedures } from './vault.ts'

/**
 * Everything that can be asked of Holdfast, by any host: the window, the command line and the tests have this one door.
 * Types on both sides derive from it, and both sides check it at run time.
 */
export const contract = {
  ...vaultProcedures,
  ...computerProcedures,
  ...memberProcedures,
  ...templateProcedures,
  ...intakeProcedures,
  ...triageProcedures,
  ...caseProcedures,
  ...subjectProcedures,
  ...exchangeProcedures,
  ...exhibitProcedures,
  ...custodyProcedures,
  ...exhibitRoomProcedures,
  ...ingestProcedures,
  ...evidenceProcedures,
  ...markProcedures,
  ...notebookProcedures,
  ...taskProcedures,
  ...dueProcedures,
  ...communicationProcedures,
  ...travelProcedures,
  ...assessmentProcedures,
  ...decisionProcedures,
  ...closureProcedures,
  ...assertionProcedures,
  ...packetProcedures,
  ...reportFormProcedures,
  ...retentionProcedures,
  ...ledgerProcedures,
  ...backupProcedures,
  ...anchorProcedures,
  ...handlingProcedures,
  ...interviewProcedures,
}

export type Contract = typeof contract
export type Call = keyof Contract
/** Calls that are answered without an open vault, or open one. */
export type Without = { [K in Call]: Contract[K]['permission'] extends null ? K : never }[Call]
/** Calls that work alone on the open vault. */
export type Alone = { [K in Call]: Contract[K]['alone'] extends true ? K : never }[Call]
/** What a caller writes (defaults may be left out). */
export type Input<K extends Call> = z.input<Contract[K]['input']>
/** What the core works on (defaults filled in). */
export type Checked<K extends Call> = z.output<Contract[K]['input']>
export type Output<K extends Call> = z.output<Contract[K]['output']>

export const isAlone = (name: Call): name is Alone => contract[name].alone
export const isCall = (name: string): name is Call => Object.hasOwn(contract, name)

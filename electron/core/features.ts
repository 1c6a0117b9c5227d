import { anchorsFeature } from './record/anchors/index.ts'
import { assertionsFeature } from './casework/assertions/index.ts'
import { assessmentsFeature } from './casework/assessments/index.ts'
import { auditFeature } from './audit/index.ts'
import { backupsFeature } from './record/backups/index.ts'
import { caseFileFeature } from './overview/case-file/index.ts'
import { casesFeature } from './casework/cases/index.ts'
import { closureFeature } from './casework/closure/index.ts'
import { custodyFeature } from './casework/custody/index.ts'
import { communicationsFeature } from './casework/communications/index.ts'
import { decisionsFeature } from './casework/decisions/index.ts'
import { dueFeature } from './overview/due/index.ts'
import { evidenceFeature } from './evidence/index.ts'
import { exchangeFeature, reportFormFeature } from './imports/index.ts'
import { exhibitsFeature } from './casework/exhibits/index.ts'
import { intakeFeature } from './intake/reports/index.ts'
import { ledgerFileFeature } from './release/ledger-file/index.ts'
import { interviewsFeature } from './casework/interviews/index.ts'
import { notebookFeature } from './casework/notebook/index.ts'
import { certificatesFeature } from './sign/index.ts'
import { packetFeature } from './release/packet/index.ts'
import { retentionFeature } from './release/retention/index.ts'
import { subjectsFeature } from './casework/subjects/index.ts'
import { tasksFeature } from './casework/tasks/index.ts'
import { templatesFeature } from './intake/templates/index.ts'
import { travelFeature } from './casework/travel/index.ts'
import { handlingFeature } from './record/handling/index.ts'
import { historyFeature } from './record/history/index.ts'
import { membersFeature, type Feature } from './record/members/index.ts'

/** Every feature of the core, in the order in which their tables are made. */
const all = [
  historyFeature,
  membersFeature,
  templatesFeature,
  anchorsFeature,
  intakeFeature,
  casesFeature,
  subjectsFeature,
  exhibitsFeature,
  notebookFeature,
  tasksFeature,
  communicationsFeature,
  travelFeature,
  assessmentsFeature,
  decisionsFeature,
  closureFeature,
  certificatesFeature,
  packetFeature,
  caseFileFeature,
  dueFeature,
  retentionFeature,
  backupsFeature,
  auditFeature,
  exchangeFeature,
  reportFormFeature,
  ledgerFileFeature,
  evidenceFeature,
  custodyFeature,
  handlingFeature,
  assertionsFeature,
  interviewsFeature,
] as const

export const features: readonly Feature[] = all

/** What every feature has under one name, in their order. */
const ofAll = <T>(part: (feature: Feature) => readonly T[] | 'none'): readonly T[] =>
  features.flatMap((feature) => {
    const found = part(feature)
    return found === 'none' ? [] : found
  })

/** What an answer about an earlier moment rests on, by each feature that adds to it. */
export const asOf = features.flatMap((feature) => (feature.asOf === 'none' ? [] : [feature.asOf]))
export const closingChecks = ofAll((feature) => feature.closingChecks)
/** Records that are found by their words. */
export const indexes = features.flatMap(({ index }) => (index === 'none' ? [] : [index]))
export const due = ofAll((feature) => feature.due)
/** Records that take a marking, and on which privilege is claimed, by each kind. */
export const records = ofAll((feature) => feature.records)
export const responsibilities = ofAll((feature) => feature.responsibilities)

/** The calls that some feature answers. */
export type Answered = (typeof all)[number] extends infer F ? (F extends Feature<infer K> ? K : never) : never

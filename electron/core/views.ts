import { backupsView } from './backups/index.ts'
import { anchorsView } from './anchors/index.ts'
import { assessmentsView } from './assessments/index.ts'
import { auditView } from './audit/index.ts'
import { casesView } from './cases/index.ts'
import { closureView } from './closure/index.ts'
import { exchangeView, reportFormView } from './exchange/index.ts'
import { communicationsView } from './communications/index.ts'
import { decisionsView } from './decisions/index.ts'
import { dueView } from './due/index.ts'
import { exhibitsView } from './exhibits/index.ts'
import { intakeView } from './intake/index.ts'
import { clockView, type AnyView } from './ledger/index.ts'
import { membersView } from './members/index.ts'
import { notebookView } from './notebook/index.ts'
import { certificatesView, packetView } from './packet/index.ts'
import { retentionView } from './retention/index.ts'
import { tasksView } from './tasks/index.ts'
import { subjectsView } from './subjects/index.ts'
import { templatesView } from './templates/index.ts'
import { travelView } from './travel/index.ts'

/** Every view of the ledger, in the order in which their tables are made. */
export const views: readonly AnyView[] = [
  clockView,
  membersView,
  templatesView,
  anchorsView,
  intakeView,
  casesView,
  subjectsView,
  exhibitsView,
  notebookView,
  tasksView,
  communicationsView,
  travelView,
  assessmentsView,
  decisionsView,
  closureView,
  certificatesView,
  packetView,
  dueView,
  retentionView,
  backupsView,
  auditView,
  exchangeView,
  reportFormView,
]

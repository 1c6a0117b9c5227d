import type { Handlers } from '../../shared/contract/server.ts'
import { anchorsHandlers } from './anchors/index.ts'
import { assessmentHandlers } from './assessments/index.ts'
import { auditHandlers } from './audit/index.ts'
import { backupHandlers } from './backups/index.ts'
import { briefHandlers } from './brief/index.ts'
import { closingChecks } from './closing-checks.ts'
import { closureHandlers } from './closure/index.ts'
import { decisionHandlers } from './decisions/index.ts'
import { charges } from './charges.ts'
import { communicationHandlers } from './communications/index.ts'
import { exchangeHandlers, reportFormHandlers } from './exchange/index.ts'
import { dueHandlers } from './due/index.ts'
import { exhibitHandlers } from './exhibits/index.ts'
import { withOwner } from './cases/index.ts'
import { intakeHandlers } from './intake/index.ts'
import { memberHandlers } from './members/index.ts'
import { notebookHandlers } from './notebook/index.ts'
import { certificateState, packetHandlers } from './packet/index.ts'
import { settleQuietly } from './settled.ts'
import { retentionHandlers } from './retention/index.ts'
import { acceptFingerprint, describeSession } from './session.ts'
import { subjectHandlers } from './subjects/index.ts'
import { templateHandlers } from './templates/index.ts'
import { travelHandlers } from './travel/index.ts'
import { taskHandlers } from './tasks/index.ts'
import { views } from './views.ts'
import type { KeyAct } from './key-acts.ts'
import type { Session } from './session.ts'

/** What is asked without an open vault, or about opening one. */
export type Without =
  | 'app.state'
  | 'app.about'
  | 'app.licence'
  | 'app.preferences'
  | 'app.setPreferences'
  | 'app.chooseFolder'
  | 'vault.create'
  | 'vault.strength'
  | 'vault.failedAttempts'
  | 'vault.look'
  | 'vault.unlock'
  | 'vault.recover'
  | 'vault.lock'
  | 'vault.touch'
  | 'vault.createSample'
  | 'vault.restore'
  | 'packet.verify'
  | 'ledger.verify'
  | 'file.show'
/** What works alone on the vault: every other call waits. */
export type Alone = KeyAct
/** What is asked of the vault that is open, beside everything else. */
export type Within = Exclude<keyof Handlers, Without | Alone>

/** Answers to every call on the vault that a session has open. */
export const handlersFor = (session: Session): Pick<Handlers, Within> => {
  const { workspace } = session
  return {
    'vault.info': () => describeSession(session),
    'vault.acceptFingerprint': async (input) => {
      await acceptFingerprint(session, input)
      return {}
    },
    ...auditHandlers(workspace, views),
    ...memberHandlers(workspace, charges, { of: certificateState, settle: () => settleQuietly(workspace) }),
    ...templateHandlers(workspace),
    ...anchorsHandlers(workspace, session.outside),
    ...intakeHandlers(workspace, withOwner),
    ...subjectHandlers(workspace),
    ...exhibitHandlers(workspace),
    ...notebookHandlers(workspace),
    ...taskHandlers(workspace),
    ...dueHandlers(workspace, charges),
    ...communicationHandlers(workspace),
    ...travelHandlers(workspace),
    ...assessmentHandlers(workspace),
    ...decisionHandlers(workspace),
    ...closureHandlers(workspace, closingChecks),
    ...briefHandlers(workspace),
    ...packetHandlers(workspace),
    ...retentionHandlers(workspace),
    ...backupHandlers(workspace),
    ...exchangeHandlers(workspace),
    ...reportFormHandlers(workspace),
  }
}

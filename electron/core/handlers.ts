import type { Alone, Without } from '../../shared/contract/contract.ts'
import type { Handlers } from '../../shared/contract/server.ts'
import { caseNumberOf, withOwner } from './casework/cases/index.ts'
import { recordingLength } from './evidence/index.ts'
import { closingChecks, due, features, records, responsibilities, type Answered } from './features.ts'
import type { House } from './record/members/index.ts'
import { headsHeldByPackets } from './release/packet/index.ts'
import { certificateState } from './sign/index.ts'
import { acceptFingerprint, describeSession, type Session } from './session.ts'
import { settleQuietly } from './settled.ts'
import { views } from './views.ts'

/** What is asked of the vault that is open, beside everything else. */
export type Within = Exclude<keyof Handlers, Without | Alone>

type Own = 'vault.info' | 'vault.acceptFingerprint'
/** Answers to every call on the vault that a session has open. A call that no feature answers does not compile. */
export function handlersFor(session: Session): Pick<Handlers, Within> {
  const { workspace, outside } = session
  const house: House = {
    views,
    responsibilities,
    due,
    closingChecks,
    records,
    caseParts: features,
    caseNumber: caseNumberOf,
    outside,
    certificates: { of: certificateState, settle: () => settleQuietly(workspace) },
    withOwner,
    headsHeld: headsHeldByPackets,
    recordingLength,
  }
  const own: Pick<Handlers, Own> = {
    'vault.info': () => describeSession(session),
    'vault.acceptFingerprint': async (input) => {
      await acceptFingerprint(session, input)
      return {}
    },
  }
  const answers = features.map(({ handlers }) => (handlers === 'none' ? {} : handlers(workspace, house)))
  return Object.assign({}, own, ...answers) as Pick<Handlers, Answered | Own>
}

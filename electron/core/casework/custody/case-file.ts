import type { TimelinePart } from '../../record/members/index.ts'
import { holdingsOf } from './queries.ts'

/** When physical items were collected, and each later step of their custody; those of files are told with the files. */
export const itemsHappened: TimelinePart = ({ workspace: { db }, case: { id } }) =>
  holdingsOf(db, id)
    .filter(({ kind }) => kind === 'item')
    .flatMap(({ id: ref, number, what, steps }) =>
      steps.map((step) => ({
        happened: step.custodyAt,
        recordedAt: step.recordedAt,
        kind: step.action === 'collect' ? ('exhibit' as const) : ('custody' as const),
        title: step.action === 'collect' ? `Physical item ${number}` : `Physical item ${number}: ${step.action}`,
        text: [
          step.action === 'collect' && what,
          step.action !== 'collect' && step.from && `from ${step.from}`,
          step.action !== 'collect' && step.to && `to ${step.to}`,
          step.purpose,
        ]
          .filter(Boolean)
          .join(', '),
        who: step.action === 'collect' ? (step.to ?? step.recordedBy) : step.recordedBy,
        ref,
        seq: step.seq,
      })),
    )

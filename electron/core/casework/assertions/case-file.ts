import { count } from '../../../../shared/kernel/show.ts'
import { check, type CaseFilePart, type ClosingCheck, type TimelinePart } from '../../record/members/index.ts'
import type { Reader } from '../../record/vault/index.ts'
import { assertionsOf, contradictionsOf } from './queries.ts'

const unsettled = (db: Reader, caseId: string) =>
  contradictionsOf(db, caseId).filter(({ state }) => state === 'unanswered' || state === 'open')

/** Contradictions that nobody has settled, beside what happened. */
export const contradictionsInFile: CaseFilePart = {
  tells: ({ workspace, case: { id } }) => {
    const { length } = unsettled(workspace.db, id)
    if (length === 0) return {}
    return {
      statements: [
        {
          question: 'happened',
          says: `${count(length, 'contradiction')} between accounts ${length === 1 ? 'is' : 'are'} open.`,
          open: true,
          proof: null,
        },
      ],
    }
  },
  weighs: ['assertion.made', 'assertion.linked', 'contradiction.answered'],
}

/** What was asserted of a time, at that time. */
export const assertionsHappened: TimelinePart = ({ workspace, case: { id } }) =>
  assertionsOf(workspace.db, id).flatMap(({ withdrawn, about, number, text, says, source, madeAt, seq, id: ref }) =>
    withdrawn !== null || about.from === null
      ? []
      : [
          {
            happened: about.from,
            recordedAt: madeAt,
            kind: 'assertion',
            title: number,
            text: `${says.name} says: ${text} (${source.label})`,
            who: says.name,
            ref,
            seq,
          },
        ],
  )

/** Every contradiction is answered before a case is closed. */
export const contradictionChecks: ClosingCheck = ({ db, case: id }) =>
  unsettled(db, id).map(({ key, question }) =>
    check(`Contradiction ${key}`, `${question} Say whether it is explained or stands.`, 'assertions'),
  )

import { count } from '../../../../shared/kernel/show.ts'
import { check, type CaseFilePart, type ClosingCheck, type TimelinePart } from '../../record/members/index.ts'
import { actsOf, interviewsOfCase, statementsOfCase } from './queries.ts'
import { ofType } from './acts.ts'

/** How many interviews were held and statements adopted, for the question which actions were taken. */
export const interviewsInFile: CaseFilePart = {
  tells: ({ workspace: { db }, case: { id } }) => {
    const held = interviewsOfCase(db, id).filter(({ startedAt }) => startedAt !== null)
    if (held.length === 0) return {}
    const adopted = statementsOfCase(db, id).filter(({ state }) => state === 'adopted')
    const says = [
      count(held.length, 'interview'),
      ...(adopted.length > 0 ? [count(adopted.length, 'adopted statement')] : []),
    ]
    return { statements: [{ question: 'actions', says: says.join(', '), proof: null, acted: true }] }
  },
  weighs: ['statement.adopted', 'statement.refused'],
}

/** When interviews began, and when statements were adopted or refused. */
export const interviewsHappened: TimelinePart = ({ workspace: { db }, case: { id }, outside }) => [
  ...interviewsOfCase(db, id).flatMap(({ id: ref, number, name, plan }) =>
    ofType(actsOf(db, ref), 'interview.started').map(({ body, recordedAt, seq }) => ({
      happened: body.happenedAt,
      recordedAt,
      kind: 'interview' as const,
      title: `Interview ${number}`,
      text: outside ? '' : `with ${name}, ${plan.role}`,
      who: outside ? '' : name,
      ref,
      seq,
    })),
  ),
  ...statementsOfCase(db, id).flatMap(({ id: ref, number, name, adopted, refused, settledAt, settledSeq }) => {
    const settled = adopted ?? refused
    if (!settled || settledAt === null) return []
    return [
      {
        happened: settled.happenedAt,
        recordedAt: settledAt,
        kind: 'interview' as const,
        title: `Statement ${number} ${adopted ? 'adopted' : 'refused'}`,
        text: outside || !refused ? '' : refused.reason,
        who: outside ? '' : name,
        ref,
        seq: settledSeq ?? 0,
      },
    ]
  }),
]

/** An interview that goes on, and a statement that was neither adopted nor refused. */
export const unsettled: ClosingCheck = ({ db, case: id }) => [
  ...interviewsOfCase(db, id).map(({ number, state }) =>
    check(`Interview ${number}`, state === 'live' || state === 'break' ? 'It was not ended.' : null, 'brief', null),
  ),
  ...statementsOfCase(db, id).map(({ number, state }) =>
    check(`Statement ${number}`, state === 'draft' ? 'It was neither adopted nor refused.' : null, 'brief', null),
  ),
]

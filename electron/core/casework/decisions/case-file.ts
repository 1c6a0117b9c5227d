import type { Decision } from '../../../../shared/contract/decisions.ts'
import { count } from '../../../../shared/kernel/show.ts'
import type { CaseFilePart, Moment, TimelinePart } from '../../record/members/index.ts'
import { decisionsOfCase } from './queries.ts'

/** The decisions that stand and those that wait, for the question which actions were taken. */
export const decisionsInFile: CaseFilePart = {
  tells: ({ workspace, case: { id } }) => {
    const decisions = decisionsOfCase(workspace, id)
    if (decisions.length === 0) return {}
    const standing = decisions.filter(({ state }) => state === 'approved' || state === 'decided')
    const waiting = decisions.filter(({ state }) => state === 'waiting').length
    const says = [
      ...standing.slice(-2).map(inWords),
      ...(standing.length > 2 ? [`${count(standing.length - 2, 'decision')} before`] : []),
      ...(waiting > 0 ? [`${count(waiting, 'decision')} waiting for approval`] : []),
    ]
    const proof = { label: count(decisions.length, 'decision'), tab: 'decisions' as const }
    return { statements: [{ question: 'actions', says: says.join('; '), proof, acted: standing.length > 0 }] }
  },
  weighs: ['decision.submitted', 'decision.approved', 'decision.returned', 'decision.withdrawn'],
}

const inWords = ({ number, choice, answer }: Decision): string =>
  `${number}, ${choice} (${answer ? `approved by ${answer.by}` : 'without approval'})`

/** When decisions were put forward, and each time that one was answered or taken back. */
export const decisionsHappened: TimelinePart = ({ workspace, case: { id } }) =>
  decisionsOfCase(workspace, id).flatMap(momentsOf)

function momentsOf(decision: Decision): Moment[] {
  const { id, number, withoutApproval, withdrawn, earlier } = decision
  const moment = (at: string, rest: Pick<Moment, 'title' | 'text' | 'who' | 'seq'>): Moment => ({
    kind: 'decision',
    ref: id,
    ...rest,
    happened: at,
    recordedAt: at,
  })
  return [
    ...[...earlier, decision].flatMap(({ revision, question, choice, submittedAt, submittedBy, seq, answer }) => [
      moment(submittedAt, {
        title: `Decision ${number}${revision > 1 ? `, revision ${revision}` : ''}`,
        text: `${question} ${choice}${withoutApproval === null ? '' : `, without approval: ${withoutApproval}`}`,
        who: submittedBy,
        seq,
      }),
      ...(answer === null
        ? []
        : [
            moment(answer.at, {
              title: `Decision ${number} ${answer.kind}`,
              text: answer.reason ?? '',
              who: answer.by,
              seq: answer.seq,
            }),
          ]),
    ]),
    ...(withdrawn
      ? [
          moment(withdrawn.at, {
            title: `Decision ${number} withdrawn`,
            text: withdrawn.reason,
            who: withdrawn.by,
            seq: withdrawn.seq,
          }),
        ]
      : []),
  ]
}

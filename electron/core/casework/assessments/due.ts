import { onDays } from '../../record/members/index.ts'
import { plansDue, reassessmentsDue } from './queries.ts'

export const reassessments = onDays((db) =>
  reassessmentsDue(db).map(({ id, about, reassessOn, owner, caseNumber }) => ({
    kind: 'reassessment',
    ref: id,
    title: `Assess again: ${about}`,
    day: reassessOn,
    owner,
    caseNumber,
    link: { case: caseNumber, tab: 'assessment', item: id },
  })),
)

export const plans = onDays((db) =>
  plansDue(db).map(({ id, step, what, who, by, caseNumber }) => ({
    kind: 'plan',
    ref: `${id} ${step}`,
    title: what,
    day: by,
    owner: who,
    caseNumber,
    link: { case: caseNumber, tab: 'assessment', item: id },
  })),
)

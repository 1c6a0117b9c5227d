import { showDay } from '../../../../shared/kernel/show.ts'
import type { CaseFilePart, TimelinePart } from '../../record/members/index.ts'
import { assessmentsOfCase, standingConcerns } from './queries.ts'

/** What the standing assessments say of residual risk. */
export const concernsInFile: CaseFilePart = {
  tells: ({ workspace, case: { id } }) => {
    const concerns = standingConcerns(workspace.db, id)
    const newest = concerns.map(({ assessedAt }) => assessedAt).toSorted((a, b) => Date.parse(b) - Date.parse(a))[0]
    if (newest === undefined) return {}
    const words = concerns.map(
      ({ about, level, number, reassessOn }) =>
        `${about}: level of concern ${level} (${number})${reassessOn === null ? '' : `, looked at again on ${showDay(reassessOn)}`}`,
    )
    return {
      statements: [
        {
          question: 'residual',
          says: `${words.join('; ')}.`,
          open: concerns.some(({ level }) => level === 'high' || level === 'imminent'),
          proof: { label: 'Assessments', tab: 'assessment' },
          at: newest,
        },
      ],
    }
  },
  weighs: ['assessment.made'],
}

/** When concern was assessed. */
export const assessmentsHappened: TimelinePart = ({ workspace, case: { id } }) =>
  assessmentsOfCase(workspace, id).map((made) => ({
    happened: made.assessedAt,
    recordedAt: made.assessedAt,
    kind: 'assessment',
    title: `Assessment ${made.number}${made.withdrawn ? ', withdrawn' : ''}`,
    text: `${made.about}: level of concern ${made.level}`,
    who: made.assessor,
    ref: made.id,
    seq: made.seq,
  }))

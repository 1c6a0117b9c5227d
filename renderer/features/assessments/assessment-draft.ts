import type { Input } from '../../../shared/contract/contract.ts'
import type { InstrumentTemplate } from '../../../shared/contract/instruments.ts'
import type { Assessment, Concern, Factor } from './words.ts'
import { words } from './catalogue.ts'

type Made = Input<'assessment.make'>
export type Citation = NonNullable<Made['factors'][number]['citations']>[number]

export interface FactorDraft {
  answer: Factor['answer']
  note: string
  citations: Citation[]
}

/** An assessment while it is being made. */
export interface AssessmentDraft {
  instrument: string
  about: string
  factors: Record<string, FactorDraft>
  gaps: string
  level: Concern | null
  rationale: string
  plan: { what: string; who: string | null; by: string }[]
  reassessOn: string
}

export const unanswered: FactorDraft = { answer: 'unknown', note: '', citations: [] }

/** What a new assessment begins with: the answers of the newest one about the same, to be gone through again. */
export function draftAfter(instrument: string, last: Assessment | undefined): AssessmentDraft {
  return {
    instrument: last?.instrument.key ?? instrument,
    about: last?.about ?? '',
    factors: Object.fromEntries(
      (last?.factors ?? []).map(({ id, answer, note, citations }) => [
        id,
        { answer, note: note ?? '', citations: citations.map(({ kind, ref }) => ({ kind, ref })) },
      ]),
    ),
    gaps: (last?.gaps ?? []).join('\n'),
    level: null,
    rationale: '',
    plan: [],
    reassessOn: '',
  }
}

export type AssessmentErrors = Partial<
  Record<'about' | 'factors' | 'level' | 'rationale' | 'plan' | 'reassessOn', string>
>

const day = /^\d{4}-\d\d-\d\d$/

/** What the fields make, or what is wrong with which. */
export function readAssessment(
  draft: AssessmentDraft,
  instrument: InstrumentTemplate,
): { input: Omit<Made, 'case'> | null; errors: AssessmentErrors } {
  const errors: AssessmentErrors = {}
  const answers = instrument.factors.map(({ id, label }) => ({ id, label, ...(draft.factors[id] ?? unanswered) }))
  const bare = answers.find(
    ({ answer, note, citations }) => answer === 'present' && note.trim() === '' && citations.length === 0,
  )
  const plan = draft.plan.filter(({ what }) => what.trim() !== '')
  if (draft.about.trim() === '') errors.about = words.sayWhoOrWhatIsAssessed
  if (bare) errors.factors = words.isPresentButRestsOnNothing(bare.label)
  if (draft.level === null) errors.level = words.chooseTheLevelOfConcern
  if (draft.rationale.trim() === '') errors.rationale = words.sayWhy
  if (plan.some(({ who, by }) => who === null || (by !== '' && !day.test(by))))
    errors.plan = words.eachStepNamesAMemberA
  if (draft.reassessOn !== '' && !day.test(draft.reassessOn)) errors.reassessOn = words.writeTheDayLike
  if (draft.reassessOn === '' && draft.level !== null && draft.level !== 'none')
    errors.reassessOn = words.whereThereIsConcernSayWhen
  if (Object.keys(errors).length > 0 || draft.level === null) return { input: null, errors }
  return {
    errors,
    input: {
      instrument: draft.instrument,
      about: draft.about.trim(),
      factors: answers.map(({ id, answer, note, citations }) => ({
        id,
        answer,
        note: note.trim() === '' ? null : note.trim(),
        citations,
      })),
      gaps: draft.gaps
        .split('\n')
        .map((gap) => gap.trim())
        .filter((gap) => gap !== ''),
      level: draft.level,
      rationale: draft.rationale,
      plan: plan.map(({ what, who, by }) => ({ what: what.trim(), who: who ?? '', by: by === '' ? null : by })),
      reassessOn: draft.reassessOn === '' ? null : draft.reassessOn,
    },
  }
}

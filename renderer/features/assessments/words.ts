import type { Output } from '../../../shared/contract/contract.ts'
import { words } from './catalogue.ts'

export type Assessment = Output<'assessment.list'>['items'][number]
export type Factor = Assessment['factors'][number]
export type Concern = Assessment['level']

export const concernWords: Record<Concern, string> = words.concernWords
export const concernOrder = Object.keys(concernWords) as Concern[]

/** The colour of a level of concern, by the name of its class. */
export const concernTones: Record<Concern, string> = {
  none: 'good',
  low: 'low',
  moderate: 'moderate',
  high: 'high',
  imminent: 'critical',
}

export const answerWords: Record<Factor['answer'], string> = words.answerWords

export const kindHeadings: Record<Factor['kind'], string> = {
  get concern() {
    return words.whatSpeaksForConcern
  },
  get protective() {
    return words.whatSpeaksAgainstIt
  },
}

/** One row of the picture: a factor and its answer in each assessment; null where that instrument did not ask. */
export interface PictureRow {
  id: string
  kind: Factor['kind']
  label: string
  answers: (Factor['answer'] | null)[]
}

/** The assessments about one subject side by side, oldest first. */
export function pictureOf(assessments: readonly Assessment[]): PictureRow[] {
  const rows = new Map<string, PictureRow>()
  for (const [column, { factors }] of assessments.entries()) {
    for (const { id, kind, label, answer } of factors) {
      const row = rows.get(id) ?? { id, kind, label, answers: assessments.map(() => null) }
      row.label = label
      row.answers[column] = answer
      rows.set(id, row)
    }
  }
  return [...rows.values()].sort((a, b) => (a.kind === b.kind ? 0 : a.kind === 'concern' ? -1 : 1))
}

import type { Output } from '../../../shared/contract/contract.ts'

export type Closure = Output<'closure.get'>
export type Allegation = Closure['allegations'][number]
export type Duty = Closure['duties'][number]
type Level = NonNullable<Closure['residual']>['level']

/** What the closing's panels need to know of the case. */
export interface About {
  id: string
  number: string
  owner: string
  ownerMember: string | null
  reports: { id: string; number: string; excerpt: string }[]
}

export const standardWords: Record<Allegation['standard'], string> = {
  preponderance: 'preponderance of the evidence',
  'clear-and-convincing': 'clear and convincing evidence',
  'beyond-reasonable-doubt': 'beyond reasonable doubt',
  policy: 'the standard of the policy',
}

export const findingWords: Record<NonNullable<Allegation['finding']>['finding'], string> = {
  substantiated: 'Substantiated',
  'not-substantiated': 'Not substantiated',
  inconclusive: 'Inconclusive',
  unfounded: 'Unfounded',
}

export const levelWords: Record<Level, string> = {
  'none-seen': 'None seen',
  low: 'Low',
  moderate: 'Moderate',
  high: 'High',
}
/** The tone of a level's mark; its word says the same. */
export const levelTones: Record<Level, string> = {
  'none-seen': 'good',
  low: 'low',
  moderate: 'moderate',
  high: 'high',
}

export const dutyWords: Record<Duty['kind'], string> = {
  monitoring: 'Monitoring',
  safeguard: 'Safeguard',
  change: 'Change',
}

/** The texts that conclude a case, each with what it asks for. */
export const parts = {
  outcome: { title: 'Outcome', asks: 'What the case came to' },
  actionsTaken: { title: 'Actions taken', asks: 'What was done, by whom' },
  worked: { title: 'What worked', asks: 'What helped, and should be kept' },
  didNot: { title: 'What did not work', asks: 'What came late, failed or was missing' },
} as const
export type Part = keyof typeof parts

import type { Duty, ResidualRisk, Allegation } from '../../../shared/contract/closure.ts'

export const standardWords: Record<Allegation['standard'], string> = {
  preponderance: 'preponderance of the evidence',
  'clear-and-convincing': 'clear and convincing evidence',
  'beyond-reasonable-doubt': 'beyond reasonable doubt',
  policy: 'the standard of the policy',
}

export const findingWords: Record<NonNullable<Allegation['finding']>['finding'], string> = {
  substantiated: 'substantiated',
  'not-substantiated': 'not substantiated',
  inconclusive: 'inconclusive',
  unfounded: 'unfounded',
}

export const levelWords: Record<ResidualRisk['level'], string> = {
  'none-seen': 'none seen',
  low: 'low',
  moderate: 'moderate',
  high: 'high',
}

export const dutyWords: Record<Duty['kind'], string> = {
  monitoring: 'Monitoring',
  safeguard: 'Safeguard',
  change: 'Change',
}

export const partWords = {
  outcome: 'outcome',
  actionsTaken: 'actions taken',
  residual: 'residual risk',
  worked: 'what worked',
  didNot: 'what did not work',
}

import { monitoringKinds, findings, residualLevels } from '../../../shared/contract/closure.ts'
import type { Output } from '../../../shared/contract/contract.ts'
import { capital, spoken } from '../../../shared/kernel/show.ts'
import { words } from './catalogue.ts'

export type Closure = Output<'closure.get'>
export type Allegation = Closure['allegations'][number]
export type MonitoringDuty = Closure['duties'][number]
type Level = NonNullable<Closure['residual']>['level']

/** What the closing's panels need to know of the case. */
export interface About {
  id: string
  number: string
  owner: string
  ownerMember: string | null
  reports: { id: string; number: string; excerpt: string }[]
}

const inWords = <Name extends string>(names: readonly Name[]): Record<Name, string> =>
  Object.fromEntries(names.map((name) => [name, capital(spoken(name))])) as Record<Name, string>

export const findingWords = inWords(findings)
export const levelWords = inWords(residualLevels)
export const dutyWords = inWords(monitoringKinds)
/** The tone of a level's mark; its word says the same. */
export const levelTones: Record<Level, string> = {
  'none-seen': 'good',
  low: 'low',
  moderate: 'moderate',
  high: 'high',
}

export type Part = keyof typeof words.parts

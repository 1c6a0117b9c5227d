import type { Output } from '../../../shared/contract/contract.ts'
import { words } from './catalogue.ts'

export type Decisions = Output<'decision.list'>
export type Decision = Decisions['items'][number]
export type Fact = Decision['facts'][number]

export const stateWords: Record<Decision['state'], string> = words.stateWords

/** The tone of a state's mark; its words say the same. */
export const stateTones: Record<Decision['state'], string> = {
  waiting: 'moderate',
  returned: 'high',
  approved: 'good',
  decided: 'low',
  withdrawn: 'unrated',
  superseded: 'unrated',
}

export const stands = ({ state }: Decision): boolean => state === 'approved' || state === 'decided'
export const isOver = ({ state }: Decision): boolean => state === 'withdrawn' || state === 'superseded'

/** What is being written: the options as fields, the choice as the place of one of them. */
export interface DecisionDraft {
  question: string
  options: string[]
  /** Place of the chosen option; -1 for none yet. */
  choice: number
  rationale: string
  facts: { kind: Fact['kind']; ref: string }[]
  /** Whom it is put to: a name, anybody who may, or nobody for a reason. */
  approval: { to: 'any' } | { to: 'named'; name: string } | { to: 'nobody'; reason: string }
  supersedes: string
  reviewOn: string
}

/** A new one is put to `approver`, who approves in its case; null: to any other who may. */
export const emptyDraft = (approver: string | null): DecisionDraft => ({
  question: '',
  options: ['', ''],
  choice: -1,
  rationale: '',
  facts: [],
  approval: approver === null ? { to: 'any' } : { to: 'named', name: approver },
  supersedes: '',
  reviewOn: '',
})

/** A returned decision as it was put forward, to be put forward again. */
export const draftOf = (decision: Decision): DecisionDraft => ({
  question: decision.question,
  options: [...decision.options],
  choice: decision.options.indexOf(decision.choice),
  rationale: decision.rationale,
  facts: decision.facts.map(({ kind, ref }) => ({ kind, ref })),
  approval: decision.approver === null ? { to: 'any' } : { to: 'named', name: decision.approver },
  supersedes: decision.supersedes ?? '',
  reviewOn: decision.reviewOn ?? '',
})

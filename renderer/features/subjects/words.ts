import type { Input, Output } from '../../../shared/contract/contract.ts'
import type { DetailName } from '../../../shared/contract/subjects.ts'
import { plainly } from '../../ui/name.ts'
import { dayOf } from '../../ui/time.ts'
import { dispositionWords, statusWords } from '../../ui/words.ts'
import { words as fixed } from './catalogue.ts'

export type Detail = Output<'subject.get'>
export type SubjectQuestion = Required<Pick<Input<'subject.list'>, 'kind' | 'filter'>>
export type Kind = Detail['kind']
export type Involvement = Detail['involvements'][number]
export type Role = Involvement['role']
export type Matter = Involvement['matter']
export type Confidence = Involvement['confidence']
export type IdentifierType = Detail['identifiers'][number]['type']

export const kindWords: Record<Kind, string> = fixed.kindWords

export const kindsWords: Record<Kind, string> = fixed.kindsWords

export const roleWords: Record<Role, string> = fixed.roleWords

const people: readonly Role[] = [
  'subject',
  'target',
  'complainant',
  'witness',
  'reporter',
  'source',
  'mentioned',
  'attorney',
  'investigator',
]

/** The roles that make sense for a kind, the likeliest first. */
export const rolesFor: Record<Kind, readonly Role[]> = {
  person: [...people, 'seen'],
  organization: people,
  place: ['scene', 'mentioned', 'target', 'seen', 'used'],
  vehicle: ['seen', 'used', 'mentioned', 'scene', 'target'],
  account: ['used', 'subject', 'source', 'mentioned', 'seen', 'target'],
}

export const confidenceWords: Record<Confidence, string> = fixed.confidenceWords

export const identifierWords: Record<IdentifierType, string> = fixed.identifierWords

export const detailWords: Record<DetailName, string> = fixed.detailWords

/** What became of a report or case, with the day where it is known: `declined 3 Mar 2025`. */
export function stateInWords({ kind, state, stateAt, caseNumber }: Matter): string {
  const words: Record<string, string> = kind === 'report' ? dispositionWords : statusWords
  const said = (words[state] ?? state).toLowerCase()
  const into = kind === 'report' && caseNumber !== null ? ` ${state === 'promoted' ? 'to' : 'into'} ${caseNumber}` : ''
  return `${said}${into}${stateAt === null ? '' : ` ${dayOf(stateAt)}`}`
}

export const named = ({ number, name }: { number: string; name: string }): string => `${number} ${plainly(name)}`

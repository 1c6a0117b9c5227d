import type { Input, Output } from '../../../shared/contract/contract.ts'
import type { DetailName } from '../../../shared/contract/subjects.ts'
import { plainly } from '../../ui/name.ts'
import { dayOf } from '../../ui/time.ts'
import { dispositionWords, statusWords } from '../../ui/words.ts'

export type Detail = Output<'subject.get'>
export type SubjectQuestion = Required<Pick<Input<'subject.list'>, 'kind' | 'filter'>>
export type Kind = Detail['kind']
export type Involvement = Detail['involvements'][number]
export type Role = Involvement['role']
export type Matter = Involvement['matter']
export type Confidence = Involvement['confidence']
export type IdentifierType = Detail['identifiers'][number]['type']

export const kindWords: Record<Kind, string> = {
  person: 'Person',
  organization: 'Organization',
  place: 'Place',
  vehicle: 'Vehicle',
  account: 'Account',
}

export const kindsWords: Record<Kind, string> = {
  person: 'People',
  organization: 'Organizations',
  place: 'Places',
  vehicle: 'Vehicles',
  account: 'Accounts',
}

export const roleWords: Record<Role, string> = {
  subject: 'subject',
  complainant: 'complainant',
  witness: 'witness',
  target: 'target or principal',
  reporter: 'reporter',
  source: 'source',
  attorney: 'attorney',
  investigator: 'investigator',
  mentioned: 'mentioned',
  scene: 'scene',
  used: 'used',
  seen: 'seen',
}

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

export const confidenceWords: Record<Confidence, string> = { low: 'low', moderate: 'moderate', high: 'high' }

export const identifierWords: Record<IdentifierType, string> = {
  phone: 'telephone',
  'e-mail': 'e-mail',
  plate: 'plate',
  badge: 'badge',
  handle: 'handle',
  document: 'document',
  other: 'other',
}

export const detailWords: Record<DetailName, string> = {
  description: 'Description',
  contact: 'Contact',
  employment: 'Employment',
  address: 'Address',
  zone: 'Time zone',
  latitude: 'Latitude',
  longitude: 'Longitude',
  access: 'Access notes',
  make: 'Make',
  colour: 'Colour',
  platform: 'Platform',
}

/** What became of a report or case, with the day where it is known: `declined 3 Mar 2025`. */
export function stateInWords({ kind, state, stateAt, caseNumber }: Matter): string {
  const words: Record<string, string> = kind === 'report' ? dispositionWords : statusWords
  const said = (words[state] ?? state).toLowerCase()
  const into = kind === 'report' && caseNumber !== null ? ` ${state === 'promoted' ? 'to' : 'into'} ${caseNumber}` : ''
  return `${said}${into}${stateAt === null ? '' : ` ${dayOf(stateAt)}`}`
}

export const named = ({ number, name }: { number: string; name: string }): string => `${number} ${plainly(name)}`

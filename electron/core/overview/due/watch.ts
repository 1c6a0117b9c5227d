import type { DueItem, DueLink } from '../../../../shared/contract/due.ts'
import { earliest } from '../../../../shared/kernel/time.ts'
import { isAllowed, type DueProvider, type Workspace } from '../../record/members/index.ts'
import { dueItems, noticesOn } from './queries.ts'

/** A notice of the system. It carries no word of a case: screens are read by others. */
export interface Notice {
  title: string
  body: string
  /** Where the one thing is done that it is about; null: it is about several. */
  link: DueLink | null
}

const kindWords: Record<DueItem['kind'], string> = {
  'follow-up': 'The follow-up',
  task: 'A task',
  duty: 'A notification',
  approval: 'An approval',
  monitoring: 'A monitoring duty',
  reassessment: 'An assessment',
  plan: 'A step of a plan',
  review: 'The review of a decision',
  custody: 'What is checked out',
}

/** More than this at once is said as a number. */
const most = 3

/** Looks again and again for what fell due for the member at work since the vault was opened. */
export class DueWatch {
  readonly #workspace: Workspace
  readonly #providers: readonly DueProvider[]
  #called: Set<string> | undefined

  constructor(workspace: Workspace, providers: readonly DueProvider[]) {
    this.#workspace = workspace
    this.#providers = providers
  }

  /** What is late now; undefined when nothing changed. With the notices of what fell due since the last look. */
  look(): { late: number; notices: Notice[] } | undefined {
    const { db, member, ports } = this.#workspace
    if (!isAllowed(member.roles, 'case.read')) return undefined
    const found = { ...member, state: 'active' as const }
    const { zone } = ports.clock
    const now = ports.clock.now()
    const called = dueItems(this.#providers, { db, zone, member: found }, now).filter((item) =>
      isCalled(item, zone, now),
    )
    const before = this.#called
    const keys = called.map(keyOf)
    this.#called = new Set(keys)
    if (before && before.size === keys.length && keys.every((key) => before.has(key))) return undefined
    const fresh = before ? called.filter((item) => !before.has(keyOf(item)) && !before.has(keyOf(item, null))) : []
    return {
      late: called.filter(({ lateBy }) => lateBy !== null).length,
      notices: noticesOn(db) ? noticesOf(fresh) : [],
    }
  }
}

/** What is for a day is called out when the day begins, and becomes late when it ends; all else when it is late. */
const isCalled = ({ day, lateBy }: DueItem, zone: string, now: number): boolean =>
  lateBy !== null || (day !== null && earliest({ value: day, zone, precision: 'day' }) <= now)

/** A task that was given another time falls due anew. */
const keyOf = ({ kind, ref, due, lateBy }: DueItem, late = lateBy): string =>
  `${kind} ${ref} ${due ?? ''} ${late === null ? 'due' : 'late'}`

function noticesOf(items: DueItem[]): Notice[] {
  if (items.length > most) return [{ title: 'Holdfast', body: `${items.length} things are due.`, link: null }]
  return items.map(({ kind, caseNumber, link }) => ({
    title: 'Holdfast',
    body: `${kindWords[kind]}${caseNumber === null ? '' : ` of case ${caseNumber}`} is due.`,
    link,
  }))
}

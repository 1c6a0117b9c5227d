import type { DueItem } from '../../../shared/contract/due.ts'
import { isAllowed, type Workspace } from '../members/index.ts'
import { dueItems, noticesOn } from './queries.ts'

/** A notice of the system. It carries no word of a case: screens are read by others. */
export interface Notice {
  title: string
  body: string
}

const kindWords: Record<DueItem['kind'], string> = {
  'follow-up': 'The follow-up',
  task: 'A task',
  duty: 'A duty',
  approval: 'An approval',
  monitoring: 'A monitoring duty',
  reassessment: 'An assessment',
}

/** More than this at once is said as a number. */
const most = 3

/** Looks again and again for what fell due for the member at work since the vault was opened. */
export class DueWatch {
  readonly #workspace: Workspace
  #late: Set<string> | undefined

  constructor(workspace: Workspace) {
    this.#workspace = workspace
  }

  /** What is late now; undefined when that is what it was. With the notices of what became late since the last look. */
  look(): { late: number; notices: Notice[] } | undefined {
    const { db, member, ports } = this.#workspace
    if (!isAllowed(member.roles, 'case.read')) return undefined
    const found = { ...member, state: 'active' as const }
    const late = dueItems(db, ports.clock.now(), found).filter(({ lateBy }) => lateBy !== null)
    const before = this.#late
    this.#late = new Set(late.map(keyOf))
    if (before && before.size === late.length && late.every((item) => before.has(keyOf(item)))) return undefined
    const fresh = before ? late.filter((item) => !before.has(keyOf(item))) : []
    return { late: late.length, notices: noticesOn(db) ? noticesOf(fresh) : [] }
  }
}

/** A task that was given another time falls due anew. */
const keyOf = ({ kind, ref, due }: DueItem): string => `${kind} ${ref} ${due ?? ''}`

function noticesOf(items: DueItem[]): Notice[] {
  if (items.length > most) return [{ title: 'Holdfast', body: `${items.length} things are due.` }]
  return items.map(({ kind, caseNumber }) => ({
    title: 'Holdfast',
    body: `${kindWords[kind]}${caseNumber === null ? '' : ` of case ${caseNumber}`} is due.`,
  }))
}

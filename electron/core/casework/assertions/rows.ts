import { and, asc, eq, max, or } from 'drizzle-orm'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import type { CaseFile } from '../cases/index.ts'
import { query, type Given, type Reader } from '../../record/vault/index.ts'
import { assertionLinks, assertions, clocks, contradictionAnswered, elements } from './tables.ts'

export type AssertionRow = typeof assertions.$inferSelect
export type LinkRow = typeof assertionLinks.$inferSelect
export type ElementRow = typeof elements.$inferSelect
export type ClockRow = typeof clocks.$inferSelect
export type AnswerRow = typeof contradictionAnswered.$inferSelect

type OfCase = Given<{ caseId: string }>

const assertionsIn = query((from, { caseId }: OfCase) =>
  from.select().from(assertions).where(eq(assertions.caseId, caseId)).orderBy(assertions.serial),
)
const linksIn = query((from, { caseId }: OfCase) =>
  from.select().from(assertionLinks).where(eq(assertionLinks.caseId, caseId)).orderBy(assertionLinks.seq),
)
const elementsIn = query((from, { caseId }: OfCase) =>
  from.select().from(elements).where(eq(elements.caseId, caseId)).orderBy(elements.number, elements.serial),
)
const clocksIn = query((from, { caseId }: OfCase) =>
  from.select().from(clocks).where(eq(clocks.caseId, caseId)).orderBy(clocks.serial),
)
const answersIn = query((from, { caseId }: OfCase) =>
  from
    .select()
    .from(contradictionAnswered)
    .where(eq(contradictionAnswered.caseId, caseId))
    .orderBy(asc(contradictionAnswered.seq)),
)

export const assertionRows = (db: Reader, caseId: string): AssertionRow[] => db.all(assertionsIn, { caseId })
export const linkRows = (db: Reader, caseId: string): LinkRow[] => db.all(linksIn, { caseId })
export const elementRows = (db: Reader, caseId: string): ElementRow[] => db.all(elementsIn, { caseId })
export const clockRows = (db: Reader, caseId: string): ClockRow[] => db.all(clocksIn, { caseId })
/** The newest answer to every question of a case, by its key. */
export const answerRows = (db: Reader, caseId: string): Map<string, AnswerRow> =>
  new Map(db.all(answersIn, { caseId }).map((row) => [row.key, row]))

const lastAssertion = query((from, { caseId }: OfCase) =>
  from
    .select({ last: max(assertions.serial) })
    .from(assertions)
    .where(eq(assertions.caseId, caseId)),
)
const lastClock = query((from, { caseId }: OfCase) =>
  from
    .select({ last: max(clocks.serial) })
    .from(clocks)
    .where(eq(clocks.caseId, caseId)),
)
const lastElement = query((from, { allegation }: Given<{ allegation: string }>) =>
  from
    .select({ last: max(elements.serial) })
    .from(elements)
    .where(eq(elements.allegationId, allegation)),
)

export const nextAssertion = (db: Reader, caseId: string): number => (db.get(lastAssertion, { caseId })?.last ?? 0) + 1
export const nextClock = (db: Reader, caseId: string): number => (db.get(lastClock, { caseId })?.last ?? 0) + 1
export const nextElement = (db: Reader, allegation: string): number =>
  (db.get(lastElement, { allegation })?.last ?? 0) + 1

const assertionNamed = query((from, { ref, number }: Given<{ ref: string; number: string }>) =>
  from
    .select()
    .from(assertions)
    .where(or(eq(assertions.id, ref), eq(assertions.number, number))),
)

/** An assertion by its number (2026-001-AS01) or id. Fails with NOT_FOUND. */
export function findAssertion(db: Reader, ref: string): AssertionRow {
  const row = db.get(assertionNamed, { ref, number: ref.toUpperCase() })
  if (row) return row
  throw new HoldfastError(
    'NOT_FOUND',
    `There is no assertion “${ref}” in this vault.`,
    'See the case’s assertions for their numbers, like 2026-001-AS01.',
  )
}

const elementNamed = query((from, { caseId, ref, number }: Given<{ caseId: string; ref: string; number: string }>) =>
  from
    .select()
    .from(elements)
    .where(and(eq(elements.caseId, caseId), or(eq(elements.id, ref), eq(elements.number, number)))),
)

/** An element of an allegation of a case by its number or id. Fails with NOT_FOUND. */
export function findElement(db: Reader, file: CaseFile, ref: string): ElementRow {
  const row = db.get(elementNamed, { caseId: file.id, ref, number: ref.toUpperCase() })
  if (row) return row
  throw new HoldfastError(
    'NOT_FOUND',
    `There is no element “${ref}” in case ${file.number}.`,
    'See the case’s matrix for the numbers, like A-01.1.',
  )
}

const clockNamed = query((from, { caseId, ref, serial }: Given<{ caseId: string; ref: string; serial: number }>) =>
  from
    .select()
    .from(clocks)
    .where(and(eq(clocks.caseId, caseId), or(eq(clocks.id, ref), eq(clocks.serial, serial)))),
)

/** A checked clock of a case by its number (K-01, or 1) or id. Fails with NOT_FOUND. */
export function findClock(db: Reader, file: CaseFile, ref: string): ClockRow {
  const serial = Number(/^(?:K-)?0*(\d{1,6})$/i.exec(ref)?.[1] ?? -1)
  const row = db.get(clockNamed, { caseId: file.id, ref, serial })
  if (row) return row
  throw new HoldfastError(
    'NOT_FOUND',
    `No clock “${ref}” was checked in case ${file.number}.`,
    'See the case’s clocks for the numbers, like K-01.',
  )
}

import { and, eq, isNull, max, or } from 'drizzle-orm'
import type { Advisory, Leg } from '../../../../shared/contract/travel.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { earliest, type OccurredAt } from '../../../../shared/kernel/time.ts'
import { memberName } from '../../record/members/index.ts'
import { query, type Given, type Reader } from '../../record/vault/index.ts'
import { advisories, deviations, legs } from './tables.ts'

type OfCase = Given<{ caseId: string }>

/** Minutes from the planned to the real time, where both are known to the minute. */
function minutesLate(planned: OccurredAt | null, real: OccurredAt | null): number | null {
  const exact = (when: OccurredAt): boolean => when.precision === 'minute' || when.precision === 'second'
  if (!planned || !real || !exact(planned) || !exact(real)) return null
  return Math.round((earliest(real) - earliest(planned)) / 60_000)
}

const deviationsOfLeg = query((from, { leg }: Given<{ leg: string }>) =>
  from.select().from(deviations).where(eq(deviations.legId, leg)).orderBy(deviations.seq),
)

function toLeg(db: Reader, row: typeof legs.$inferSelect): Leg {
  const { id, number, principal, mode, departure, arrival, reference, notes, departed, arrived, cancelled, seq } = row
  return {
    id,
    number,
    principal,
    mode,
    from: row.fromPlace,
    to: row.toPlace,
    departure,
    arrival,
    reference,
    notes,
    departed,
    arrived,
    departedRecordedAt: row.departedRecordedAt,
    arrivedRecordedAt: row.arrivedRecordedAt,
    departedLate: minutesLate(departure, departed),
    arrivedLate: minutesLate(arrival, arrived),
    cancelled,
    deviations: db.all(deviationsOfLeg, { leg: id }).map((deviation) => ({
      id: deviation.id,
      kind: deviation.kind,
      what: deviation.what,
      noticedAt: deviation.noticedAt,
      recordedAt: deviation.recordedAt,
      recordedBy: memberName(db, deviation.recordedBy),
      settled:
        deviation.settledAt === null
          ? null
          : {
              at: deviation.settledAt,
              by: memberName(db, deviation.settledBy ?? ''),
              how: deviation.settledHow ?? '',
            },
    })),
    recordedAt: row.recordedAt,
    recordedBy: memberName(db, row.recordedBy),
    seq,
  }
}

const legRows = query((from, { caseId }: OfCase) =>
  from.select().from(legs).where(eq(legs.caseId, caseId)).orderBy(legs.departureMs, legs.serial),
)

/** The legs of a case's journey in the order of their planned departure. */
export const legsOfCase = (db: Reader, caseId: string): Leg[] =>
  db.all(legRows, { caseId }).map((row) => toLeg(db, row))

const lastSerial = query((from, { caseId }: OfCase) =>
  from
    .select({ last: max(legs.serial) })
    .from(legs)
    .where(eq(legs.caseId, caseId)),
)

/** The serial number of the next leg of a case. */
export const nextLeg = (db: Reader, caseId: string): number => (db.get(lastSerial, { caseId })?.last ?? 0) + 1

const openRows = query((from, { caseId }: OfCase) =>
  from
    .select({ leg: legs.id, number: legs.number, what: deviations.what })
    .from(deviations)
    .innerJoin(legs, eq(legs.id, deviations.legId))
    .where(and(eq(deviations.caseId, caseId), isNull(deviations.settledAt)))
    .orderBy(deviations.seq),
)

/** What went otherwise on a case's journey and is not settled. */
export const openDeviations = (db: Reader, caseId: string): { leg: string; number: string; what: string }[] =>
  db.all(openRows, { caseId })

const advisoryRows = query((from, { caseId }: OfCase) =>
  from.select().from(advisories).where(eq(advisories.caseId, caseId)).orderBy(advisories.seq),
)

export const advisoriesOfCase = (db: Reader, caseId: string): Advisory[] =>
  db
    .all(advisoryRows, { caseId })
    .map(({ caseId: _, recordedBy, ...row }) => ({ ...row, recordedBy: memberName(db, recordedBy) }))

const legOfCase = query((from, { caseId, ref, serial }: Given<{ caseId: string; ref: string; serial: number }>) =>
  from
    .select()
    .from(legs)
    .where(and(eq(legs.caseId, caseId), or(eq(legs.id, ref), eq(legs.serial, serial)))),
)

/** A leg of a case by its number (L-01, or 1) or id. Fails with NOT_FOUND. */
export function findLeg(db: Reader, { id, number }: { id: string; number: string }, ref: string): Leg {
  const serial = /^(?:L-)?0*(\d{1,6})$/i.exec(ref)?.[1]
  const row = db.get(legOfCase, { caseId: id, ref, serial: serial === undefined ? -1 : Number(serial) })
  if (row) return toLeg(db, row)
  throw new HoldfastError(
    'NOT_FOUND',
    `There is no leg “${ref}” in the journey of case ${number}.`,
    'See the case’s travel for the numbers of the legs.',
  )
}

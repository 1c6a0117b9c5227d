import type { Advisory, Leg } from '../../../../shared/contract/travel.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { earliest, type OccurredAt } from '../../../../shared/kernel/time.ts'
import { memberName } from '../../record/members/index.ts'
import type { Reader } from '../../record/vault/index.ts'

interface LegRow {
  id: string
  number: string
  principal: string
  mode: Leg['mode']
  from_place: string
  to_place: string
  departure: string
  arrival: string | null
  reference: string | null
  notes: string | null
  departed: string | null
  departed_recorded_at: string | null
  arrived: string | null
  arrived_recorded_at: string | null
  cancelled: string | null
  recorded_at: string
  recorded_by: string
  seq: number
}

interface DeviationRow {
  id: string
  kind: Leg['deviations'][number]['kind']
  what: string
  noticed_at: string
  recorded_at: string
  recorded_by: string
  settled_at: string | null
  settled_by: string | null
  settled_how: string | null
}

const orNull = (json: string | null): OccurredAt | null => (json === null ? null : (JSON.parse(json) as OccurredAt))

/** Minutes from the planned to the real time, where both are known to the minute. */
function minutesLate(planned: OccurredAt | null, real: OccurredAt | null): number | null {
  const exact = (when: OccurredAt): boolean => when.precision === 'minute' || when.precision === 'second'
  if (!planned || !real || !exact(planned) || !exact(real)) return null
  return Math.round((earliest(real) - earliest(planned)) / 60_000)
}

function toLeg(db: Reader, row: LegRow): Leg {
  const [departure, arrival] = [JSON.parse(row.departure) as OccurredAt, orNull(row.arrival)]
  const [departed, arrived] = [orNull(row.departed), orNull(row.arrived)]
  return {
    id: row.id,
    number: row.number,
    principal: row.principal,
    mode: row.mode,
    from: JSON.parse(row.from_place) as Leg['from'],
    to: JSON.parse(row.to_place) as Leg['to'],
    departure,
    arrival,
    reference: row.reference,
    notes: row.notes,
    departed,
    arrived,
    departedRecordedAt: row.departed_recorded_at,
    arrivedRecordedAt: row.arrived_recorded_at,
    departedLate: minutesLate(departure, departed),
    arrivedLate: minutesLate(arrival, arrived),
    cancelled: row.cancelled,
    deviations: db
      .all<DeviationRow>('select * from deviation where leg_id = ? order by seq', row.id)
      .map((deviation) => ({
        id: deviation.id,
        kind: deviation.kind,
        what: deviation.what,
        noticedAt: JSON.parse(deviation.noticed_at) as OccurredAt,
        recordedAt: deviation.recorded_at,
        recordedBy: memberName(db, deviation.recorded_by),
        settled:
          deviation.settled_at === null
            ? null
            : {
                at: deviation.settled_at,
                by: memberName(db, deviation.settled_by ?? ''),
                how: deviation.settled_how ?? '',
              },
      })),
    recordedAt: row.recorded_at,
    recordedBy: memberName(db, row.recorded_by),
    seq: row.seq,
  }
}

/** The legs of a case's journey in the order of their planned departure. */
export const legsOfCase = (db: Reader, caseId: string): Leg[] =>
  db
    .all<LegRow>('select * from leg where case_id = ? order by departure_ms, serial', caseId)
    .map((row) => toLeg(db, row))

/** What went otherwise on a case's journey and is not settled. */
export const openDeviations = (db: Reader, caseId: string): { leg: string; number: string; what: string }[] =>
  db.all(
    `select l.id as leg, l.number, d.what from deviation d join leg l on l.id = d.leg_id
     where d.case_id = ? and d.settled_at is null order by d.seq`,
    caseId,
  )

interface AdvisoryRow {
  id: string
  title: string
  source: string
  text: string | null
  effective: string | null
  expires: string | null
  report: string | null
  legs: string
  recorded_at: string
  recorded_by: string
  seq: number
}

export const advisoriesOfCase = (db: Reader, caseId: string): Advisory[] =>
  db.all<AdvisoryRow>('select * from advisory where case_id = ? order by seq', caseId).map((row) => ({
    id: row.id,
    title: row.title,
    source: row.source,
    text: row.text,
    effective: orNull(row.effective),
    expires: orNull(row.expires),
    report: row.report,
    legs: JSON.parse(row.legs) as string[],
    recordedAt: row.recorded_at,
    recordedBy: memberName(db, row.recorded_by),
    seq: row.seq,
  }))

/** A leg of a case by its number (L-01, or 1) or id. Fails with NOT_FOUND. */
export function findLeg(db: Reader, { id, number }: { id: string; number: string }, ref: string): Leg {
  const serial = /^(?:L-)?0*(\d{1,6})$/i.exec(ref)?.[1]
  const row = db.get<LegRow>(
    'select * from leg where case_id = ? and (id = ? or serial = ?)',
    id,
    ref,
    serial === undefined ? -1 : Number(serial),
  )
  if (row) return toLeg(db, row)
  throw new HoldfastError(
    'NOT_FOUND',
    `There is no leg “${ref}” in the journey of case ${number}.`,
    'See the case’s travel for the numbers of the legs.',
  )
}

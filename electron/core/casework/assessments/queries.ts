import { and, eq, max, notInArray, or } from 'drizzle-orm'
import type { Assessment } from '../../../../shared/contract/assessments.ts'
import { readFact } from '../decisions/index.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { memberName, type Workspace } from '../../record/members/index.ts'
import { members } from '../../record/members/index.ts'
import { caseFiles } from '../cases/index.ts'
import { query, type Given, type Reader } from '../../record/vault/index.ts'
import { assessments } from './tables.ts'

type Row = typeof assessments.$inferSelect
type OfCase = Given<{ caseId: string }>

const rowsOfCase = query((from, { caseId }: OfCase) =>
  from.select().from(assessments).where(eq(assessments.caseId, caseId)).orderBy(assessments.serial),
)

const rowsOf = (db: Reader, caseId: string): Row[] => db.all(rowsOfCase, { caseId })

const lastSerial = query((from, { caseId }: OfCase) =>
  from
    .select({ last: max(assessments.serial) })
    .from(assessments)
    .where(eq(assessments.caseId, caseId)),
)

/** The serial number of the next assessment of a case. */
export const nextAssessment = (db: Reader, caseId: string): number => (db.get(lastSerial, { caseId })?.last ?? 0) + 1

/** The number of the next assessment about the same, as long as it stands. */
const newerThan = (rows: readonly Row[], row: Row): string | null =>
  rows.find(({ about, seq, withdrawnAt }) => about === row.about && seq > row.seq && withdrawnAt === null)?.number ??
  null

/** The assessments of a case, oldest first. */
export function assessmentsOfCase({ db, ledger }: Pick<Workspace, 'db' | 'ledger'>, caseId: string): Assessment[] {
  const rows = rowsOf(db, caseId)
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    instrument: row.instrument,
    about: row.about,
    factors: row.factors.map(({ citations, ...factor }) => ({
      ...factor,
      citations: citations.map((cited) => readFact(db, ledger, caseId, cited)),
    })),
    gaps: row.gaps,
    level: row.level,
    rationale: row.rationale,
    plan: row.plan.map(({ what, who, by }) => ({
      what,
      who: memberName(db, who.id),
      by,
    })),
    reassessOn: row.reassessOn,
    assessedAt: row.assessedAt,
    assessor: memberName(db, row.assessor),
    supersededBy: newerThan(rows, row),
    withdrawn:
      row.withdrawnAt === null
        ? null
        : { at: row.withdrawnAt, by: memberName(db, row.withdrawnBy ?? ''), reason: row.withdrawnReason ?? '' },
    seq: row.seq,
  }))
}

/** The newest assessment about each subject of a case; withdrawn ones count for nothing. */
function standingRows(db: Reader, caseId: string): Row[] {
  const rows = rowsOf(db, caseId)
  return rows.filter((row) => row.withdrawnAt === null && newerThan(rows, row) === null)
}

/** What a standing assessment says of the concern. */
export interface StandingConcern {
  id: string
  number: string
  about: string
  level: Assessment['level']
  reassessOn: string | null
  assessedAt: string
}

export const standingConcerns = (db: Reader, caseId: string): StandingConcern[] =>
  standingRows(db, caseId).map(({ id, number, about, level, reassessOn, assessedAt }) => ({
    id,
    number,
    about,
    level,
    reassessOn,
    assessedAt,
  }))

const assessedRows = query((from) =>
  from
    .selectDistinct({ id: caseFiles.id, number: caseFiles.number, owner: members.id, name: caseFiles.owner })
    .from(assessments)
    .innerJoin(caseFiles, eq(caseFiles.id, assessments.caseId))
    .leftJoin(members, eq(members.id, caseFiles.ownerMember))
    .where(notInArray(caseFiles.status, ['closed', 'destroyed'])),
)

/** The cases at work that were assessed, with their owners who are members. */
const casesAssessed = (db: Reader): { id: string; caseNumber: string; owner: { id: string; name: string } | null }[] =>
  db.all(assessedRows).map(({ id, number, owner, name }) => ({
    id,
    caseNumber: number,
    owner: owner === null ? null : { id: owner, name },
  }))

/** When the concern of the cases at work is to be looked at again. */
export const reassessmentsDue = (
  db: Reader,
): (StandingConcern & { reassessOn: string; caseNumber: string; owner: { id: string; name: string } | null })[] =>
  casesAssessed(db).flatMap(({ id, ...of }) =>
    standingConcerns(db, id).flatMap(({ reassessOn, ...concern }) =>
      reassessOn === null ? [] : [{ ...concern, reassessOn, ...of }],
    ),
  )

/** The steps that the standing assessments plan by a day: a plan holds until the same is assessed again. */
export const plansDue = (
  db: Reader,
): { id: string; step: number; what: string; who: { id: string; name: string }; by: string; caseNumber: string }[] =>
  casesAssessed(db).flatMap(({ id: caseId, caseNumber }) =>
    standingRows(db, caseId).flatMap(({ id, plan }) =>
      plan.flatMap(({ what, who, by }, place) =>
        by === null ? [] : [{ id, step: place + 1, what, who, by, caseNumber }],
      ),
    ),
  )

const oneOfCase = query((from, { caseId, ref, serial }: Given<{ caseId: string; ref: string; serial: number }>) =>
  from
    .select()
    .from(assessments)
    .where(and(eq(assessments.caseId, caseId), or(eq(assessments.id, ref), eq(assessments.serial, serial)))),
)

/** An assessment of a case by its number (A-01, or 1) or id. Fails with NOT_FOUND. */
export function findAssessment(db: Reader, file: { id: string; number: string }, ref: string): Row {
  const serial = /^(?:A-)?0*(\d{1,6})$/i.exec(ref)?.[1]
  const row = db.get(oneOfCase, { caseId: file.id, ref, serial: serial === undefined ? -1 : Number(serial) })
  if (row) return row
  throw new HoldfastError(
    'NOT_FOUND',
    `There is no assessment “${ref}” in case ${file.number}.`,
    'See the case’s assessments for the numbers.',
  )
}

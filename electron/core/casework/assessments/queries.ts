import type { z } from 'zod'
import type { Assessment } from '../../../../shared/contract/assessments.ts'
import { readFact } from '../decisions/index.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { memberName, type Workspace } from '../../record/members/index.ts'
import type { Reader } from '../../record/vault/index.ts'
import type { assessmentEntries } from './entries.ts'

type Made = z.output<(typeof assessmentEntries)['assessment.made']>

interface Row {
  id: string
  number: string
  instrument: string
  about: string
  factors: string
  gaps: string
  level: Assessment['level']
  rationale: string
  plan: string
  reassess_on: string | null
  assessed_at: string
  assessor: string
  withdrawn_at: string | null
  withdrawn_by: string | null
  withdrawn_reason: string | null
  seq: number
}

const rowsOf = (db: Reader, caseId: string): Row[] =>
  db.all<Row>('select * from assessment where case_id = ? order by serial', caseId)

/** The number of the next assessment about the same, as long as it stands. */
const newerThan = (rows: readonly Row[], row: Row): string | null =>
  rows.find(({ about, seq, withdrawn_at: withdrawn }) => about === row.about && seq > row.seq && withdrawn === null)
    ?.number ?? null

/** The assessments of a case, oldest first. */
export function assessmentsOfCase({ db, ledger }: Pick<Workspace, 'db' | 'ledger'>, caseId: string): Assessment[] {
  const rows = rowsOf(db, caseId)
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    instrument: JSON.parse(row.instrument) as Assessment['instrument'],
    about: row.about,
    factors: (JSON.parse(row.factors) as Made['factors']).map(({ citations, ...factor }) => ({
      ...factor,
      citations: citations.map((cited) => readFact(db, ledger, caseId, cited)),
    })),
    gaps: JSON.parse(row.gaps) as string[],
    level: row.level,
    rationale: row.rationale,
    plan: (JSON.parse(row.plan) as Made['plan']).map(({ what, who, by }) => ({
      what,
      who: memberName(db, who.id),
      by,
    })),
    reassessOn: row.reassess_on,
    assessedAt: row.assessed_at,
    assessor: memberName(db, row.assessor),
    supersededBy: newerThan(rows, row),
    withdrawn:
      row.withdrawn_at === null
        ? null
        : { at: row.withdrawn_at, by: memberName(db, row.withdrawn_by ?? ''), reason: row.withdrawn_reason ?? '' },
    seq: row.seq,
  }))
}

/** The newest assessment about each subject of a case; withdrawn ones count for nothing. */
function standingRows(db: Reader, caseId: string): Row[] {
  const rows = rowsOf(db, caseId)
  return rows.filter((row) => row.withdrawn_at === null && newerThan(rows, row) === null)
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
  standingRows(db, caseId).map(({ id, number, about, level, reassess_on: reassessOn, assessed_at: assessedAt }) => ({
    id,
    number,
    about,
    level,
    reassessOn,
    assessedAt,
  }))

/** The cases at work that were assessed, with their owners who are members. */
const casesAssessed = (db: Reader): { id: string; caseNumber: string; owner: { id: string; name: string } | null }[] =>
  db
    .all<{ id: string; number: string; owner: string | null; name: string }>(
      `select distinct c.id, c.number, m.id as owner, c.owner as name
       from assessment a join case_file c on c.id = a.case_id left join member m on m.id = c.owner_member
       where c.status not in ('closed', 'destroyed')`,
    )
    .map(({ id, number, owner, name }) => ({
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
      (JSON.parse(plan) as Made['plan']).flatMap(({ what, who, by }, place) =>
        by === null ? [] : [{ id, step: place + 1, what, who, by, caseNumber }],
      ),
    ),
  )

/** An assessment of a case by its number (A-01, or 1) or id. Fails with NOT_FOUND. */
export function findAssessment(db: Reader, file: { id: string; number: string }, ref: string): Row {
  const serial = /^(?:A-)?0*(\d{1,6})$/i.exec(ref)?.[1]
  const row = db.get<Row>(
    'select * from assessment where case_id = ? and (id = ? or serial = ?)',
    file.id,
    ref,
    serial === undefined ? -1 : Number(serial),
  )
  if (row) return row
  throw new HoldfastError(
    'NOT_FOUND',
    `There is no assessment “${ref}” in case ${file.number}.`,
    'See the case’s assessments for the numbers.',
  )
}

import { and, eq, or } from 'drizzle-orm'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import type { CaseFile } from '../cases/index.ts'
import { query, type Given, type Reader } from '../../record/vault/index.ts'
import { decisionRevisions, decisions } from './tables.ts'

export type DecisionRow = typeof decisions.$inferSelect
export type RevisionRow = typeof decisionRevisions.$inferSelect

const oneOfCase = query((from, { caseId, ref, serial }: Given<{ caseId: string; ref: string; serial: number }>) =>
  from
    .select()
    .from(decisions)
    .where(and(eq(decisions.caseId, caseId), or(eq(decisions.id, ref), eq(decisions.serial, serial)))),
)

const rowsOfDecision = query((from, { id }: Given<{ id: string }>) =>
  from.select().from(decisionRevisions).where(eq(decisionRevisions.decisionId, id)).orderBy(decisionRevisions.revision),
)

/** A decision of a case by its number (`D-01`, or 1) or id. Fails with NOT_FOUND. */
export function findDecisionRow(db: Reader, file: Pick<CaseFile, 'id' | 'number'>, ref: string): DecisionRow {
  const serial = /^(?:D-?)?0*(\d{1,6})$/i.exec(ref)?.[1]
  const row = db.get(oneOfCase, { caseId: file.id, ref, serial: serial === undefined ? -1 : Number(serial) })
  if (row) return row
  throw new HoldfastError(
    'NOT_FOUND',
    `Case ${file.number} has no decision “${ref}”.`,
    'See the case’s decisions, or `holdfast decision list`, for the numbers.',
  )
}

/** Every submission of a decision, oldest first. */
export const revisionRows = (db: Reader, decisionId: string): RevisionRow[] =>
  db.all(rowsOfDecision, { id: decisionId })

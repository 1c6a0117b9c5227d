import type { DecisionState } from '../../../../shared/contract/decisions.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import type { CaseFile } from '../cases/index.ts'
import type { Reader } from '../../record/vault/index.ts'

export interface DecisionRow {
  id: string
  case_id: string
  serial: number
  number: string
  state: DecisionState
  decider: string
  approver: string | null
  without_approval: string | null
  supersedes: string | null
  superseded_by: string | null
  withdrawn_at: string | null
  withdrawn_by: string | null
  withdraw_reason: string | null
  withdraw_seq: number | null
}

export interface RevisionRow {
  seq: number
  decision_id: string
  revision: number
  question: string
  options: string
  choice: string
  rationale: string
  facts: string
  review_on: string | null
  submitted_at: string
  submitted_by: string
  answer: 'approved' | 'returned' | null
  answered_at: string | null
  answered_by: string | null
  answer_reason: string | null
  seen_size: number | null
  seen_root: string | null
  answer_seq: number | null
}

/** A decision of a case by its number (`D-01`, or 1) or id. Fails with NOT_FOUND. */
export function findDecisionRow(db: Reader, file: Pick<CaseFile, 'id' | 'number'>, ref: string): DecisionRow {
  const serial = /^(?:D-?)?0*(\d{1,6})$/i.exec(ref)?.[1]
  const row = db.get<DecisionRow>(
    'select * from decision where case_id = ? and (id = ? or serial = ?)',
    file.id,
    ref,
    serial === undefined ? -1 : Number(serial),
  )
  if (row) return row
  throw new HoldfastError(
    'NOT_FOUND',
    `Case ${file.number} has no decision “${ref}”.`,
    'See the case’s decisions, or `holdfast decision list`, for the numbers.',
  )
}

/** Every submission of a decision, oldest first. */
export const revisionRows = (db: Reader, decisionId: string): RevisionRow[] =>
  db.all<RevisionRow>('select * from decision_revision where decision_id = ? order by revision', decisionId)

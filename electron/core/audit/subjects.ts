import type { AuditReport } from '../../../shared/contract/ledger.ts'
import type { Reader } from '../record/vault/index.ts'

interface Subject {
  kind?: AuditReport['affects'][number]['kind']
  name?: string
  caseId?: string
  caseNumber?: string
  type?: string
}

// What came with a report is part of the report's case.
const exhibit = `select x.number as name, coalesce(x.case_id, r.case_id) as case_id
  from exhibit x left join report r on r.id = x.report_id`

const inTables = [
  ['report', 'select number as name, null as case_id from report where id = ?'],
  ['exhibit', `${exhibit} where x.id = ?`],
  ['note', 'select title as name, case_id from note_revision where note_id = ? order by seq desc limit 1'],
  ['packet', `select 'packet ' || sequence as name, case_id from packet where id = ?`],
  ['case', 'select number as name, id as case_id from case_file where id = ?'],
] as const

/** Where a row names the very entry that it was made from: for entries whose own bytes are gone. */
const madeFrom = [
  ['exhibit', `${exhibit} where x.seq = ?`],
  ['note', 'select title as name, case_id from note_revision where seq = ?'],
  ['packet', `select 'packet ' || sequence as name, case_id from packet where seq = ?`],
] as const

/** Which record an entry is about, as people name it: from its bytes, or from the row that was made from it. */
export function subjectOf(seq: number, db: Reader): Subject {
  const says = fieldsOf(db.get<{ bytes: string }>('select bytes from entry where seq = ?', seq)?.bytes)
  const found =
    lookUp(db, madeFrom, seq) ?? (says.subject === undefined ? undefined : lookUp(db, inTables, says.subject))
  const caseId = found?.caseId ?? says.case
  const caseNumber =
    caseId === undefined ? undefined : db.get<{ number: string }>('select number from case_file where id = ?', caseId)
  return {
    ...(found && { kind: found.kind, name: found.name }),
    ...(caseNumber && caseId !== undefined && { caseId, caseNumber: caseNumber.number }),
    ...(says.type !== undefined && { type: says.type }),
  }
}

function lookUp(
  db: Reader,
  places: readonly (readonly ['report' | 'exhibit' | 'note' | 'packet' | 'case', string])[],
  key: string | number,
): { kind: NonNullable<Subject['kind']>; name: string; caseId: string | undefined } | undefined {
  for (const [kind, sql] of places) {
    const row = db.get<{ name: string; case_id: string | null }>(sql, key)
    if (row) return { kind, name: row.name, caseId: row.case_id ?? undefined }
  }
  return undefined
}

function fieldsOf(bytes: string | undefined): { case?: string; subject?: string; type?: string } {
  try {
    const entry = JSON.parse(bytes ?? '{}') as Record<string, unknown>
    const text = (name: string): Record<string, string> => {
      const value = entry[name]
      return typeof value === 'string' ? { [name]: value } : {}
    }
    return { ...text('case'), ...text('subject'), ...text('type') }
  } catch {
    return {}
  }
}

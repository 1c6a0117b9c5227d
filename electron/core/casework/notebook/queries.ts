import type { NoteRow, RichText } from '../../../../shared/contract/notebook.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { isLateEntry, type Precision } from '../../../../shared/kernel/time.ts'
import { memberName } from '../../record/members/index.ts'
import type { Reader } from '../../record/vault/index.ts'

interface Row {
  seq: number
  note_id: string
  case_id: string
  revision: number
  title: string
  body: string
  happened_value: string | null
  happened_zone: string | null
  happened_precision: Precision | null
  written_at: string
  author: string
}

function toNote(db: Reader, row: Row): NoteRow {
  const { happened_value: value, happened_zone: zone, happened_precision: precision } = row
  const happenedAt = value !== null && zone !== null && precision !== null ? { value, zone, precision } : null
  return {
    id: row.note_id,
    title: row.title,
    revision: row.revision,
    body: JSON.parse(row.body) as RichText,
    happenedAt,
    writtenAt: row.written_at,
    author: memberName(db, row.author),
    late: happenedAt !== null && isLateEntry(happenedAt, row.written_at),
    seq: row.seq,
  }
}

/** The newest revision of every note of a case, in the order in which the notes were begun. */
export const notesOfCase = (db: Reader, caseId: string): NoteRow[] =>
  db
    .all<Row>(
      `select n.* from note_revision n join
         (select note_id, max(revision) as revision, min(seq) as begun from note_revision where case_id = ? group by note_id) newest
       using (note_id, revision) order by newest.begun`,
      caseId,
    )
    .map((row) => toNote(db, row))

/** Every revision of a note, oldest first. Fails with NOT_FOUND. */
export function revisionsOf(db: Reader, noteId: string): (NoteRow & { caseId: string })[] {
  const rows = db.all<Row>('select * from note_revision where note_id = ? order by revision', noteId)
  if (rows.length === 0) {
    throw new HoldfastError(
      'NOT_FOUND',
      `There is no note “${noteId}” in this vault.`,
      'Open the case’s notebook and choose the note there.',
    )
  }
  return rows.map((row) => Object.assign(toNote(db, row), { caseId: row.case_id }))
}

/** The case that a note belongs to. Fails with NOT_FOUND. */
export const caseOfNote = (db: Reader, noteId: string): string => revisionsOf(db, noteId)[0]?.caseId ?? ''

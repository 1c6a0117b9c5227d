import { and, asc, eq, max, min } from 'drizzle-orm'
import type { NoteRow } from '../../../../shared/contract/notebook.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { isLateEntry } from '../../../../shared/kernel/time.ts'
import { memberName } from '../../record/members/index.ts'
import { query, type Given, type Reader } from '../../record/vault/index.ts'
import { noteRevisions } from './tables.ts'

function toNote(db: Reader, row: typeof noteRevisions.$inferSelect): NoteRow {
  const { happenedValue: value, happenedZone: zone, happenedPrecision: precision } = row
  const happenedAt = value !== null && zone !== null && precision !== null ? { value, zone, precision } : null
  return {
    id: row.noteId,
    title: row.title,
    revision: row.revision,
    body: row.body,
    happenedAt,
    writtenAt: row.writtenAt,
    author: memberName(db, row.author),
    late: happenedAt !== null && isLateEntry(happenedAt, row.writtenAt),
    seq: row.seq,
  }
}

const newestRows = query((from, { caseId }: Given<{ caseId: string }>) => {
  const newest = from
    .select({
      noteId: noteRevisions.noteId,
      revision: max(noteRevisions.revision).as('newest'),
      begun: min(noteRevisions.seq).as('begun'),
    })
    .from(noteRevisions)
    .where(eq(noteRevisions.caseId, caseId))
    .groupBy(noteRevisions.noteId)
    .as('newest_of')
  return from
    .select({ note: noteRevisions })
    .from(noteRevisions)
    .innerJoin(newest, and(eq(newest.noteId, noteRevisions.noteId), eq(newest.revision, noteRevisions.revision)))
    .orderBy(asc(newest.begun))
})

/** The newest revision of every note of a case, in the order in which the notes were begun. */
export const notesOfCase = (db: Reader, caseId: string): NoteRow[] =>
  db.all(newestRows, { caseId }).map(({ note }) => toNote(db, note))

const revisionRows = query((from, { note }: Given<{ note: string }>) =>
  from.select().from(noteRevisions).where(eq(noteRevisions.noteId, note)).orderBy(noteRevisions.revision),
)

/** Every revision of a note, oldest first. Fails with NOT_FOUND. */
export function revisionsOf(db: Reader, noteId: string): (NoteRow & { caseId: string })[] {
  const rows = db.all(revisionRows, { note: noteId })
  if (rows.length === 0) {
    throw new HoldfastError(
      'NOT_FOUND',
      `There is no note “${noteId}” in this vault.`,
      'Open the case’s notebook and choose the note there.',
    )
  }
  return rows.map((row) => Object.assign(toNote(db, row), { caseId: row.caseId }))
}

/** The case that a note belongs to. Fails with NOT_FOUND. */
export const caseOfNote = (db: Reader, noteId: string): string => revisionsOf(db, noteId)[0]?.caseId ?? ''

import { and, asc, eq, isNull, max, min } from 'drizzle-orm'
import type { NoteRevision, NoteRow } from '../../../../shared/contract/notebook.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { memberName, type RecordKind } from '../../record/members/index.ts'
import { query, type Given, type Reader } from '../../record/vault/index.ts'
import { findCase } from '../cases/index.ts'
import { happenedIn, lateJudge } from './late.ts'
import { marginsOf, unmarked } from './margins.ts'
import { noteRevisions, noteSeals } from './tables.ts'

type Row = typeof noteRevisions.$inferSelect

const toRevision = (db: Reader, row: Row, number: string, isLate: ReturnType<typeof lateJudge>): NoteRevision => {
  const happenedAt = happenedIn(row)
  return {
    id: row.noteId,
    number,
    title: row.title,
    revision: row.revision,
    body: row.body,
    happenedAt,
    writtenAt: row.writtenAt,
    author: memberName(db, row.author),
    late: isLate(happenedAt, { at: row.writtenAt, seq: row.seq }),
    seq: row.seq,
  }
}

const numberOf = (index: number): string => `N-${String(index + 1).padStart(2, '0')}`

type OfCase = Given<{ caseId: string }>

/** The notes of a case in the order in which they were begun: their numbers follow from it, since none is ever taken away. */
const begun = query((from, { caseId }: OfCase) =>
  from
    .select({ id: noteRevisions.noteId, begun: min(noteRevisions.seq).as('begun') })
    .from(noteRevisions)
    .where(eq(noteRevisions.caseId, caseId))
    .groupBy(noteRevisions.noteId)
    .orderBy(asc(min(noteRevisions.seq))),
)

const newestRows = query((from, { caseId }: OfCase) => {
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

/** The newest revision of every note of a case with what came to it, in the order in which the notes were begun. */
export function notesOfCase(db: Reader, caseId: string): NoteRow[] {
  const isLate = lateJudge(db)
  const margins = marginsOf(db, caseId)
  return db.all(newestRows, { caseId }).map(({ note }, index) => ({
    ...toRevision(db, note, numberOf(index), isLate),
    ...(margins.get(note.noteId) ?? unmarked()),
  }))
}

const revisionRows = query((from, { note }: Given<{ note: string }>) =>
  from.select().from(noteRevisions).where(eq(noteRevisions.noteId, note)).orderBy(noteRevisions.revision),
)

const noSuchNote = (ref: string): HoldfastError =>
  new HoldfastError(
    'NOT_FOUND',
    `There is no note “${ref}” in this vault.`,
    'Open the case’s notebook and choose the note there.',
  )

/** The id of a note that is named by its id, or by its case and number (2026-001-N03). Fails with NOT_FOUND. */
export function noteId(db: Reader, ref: string): string {
  const [, caseNumber, serial] = /^(.+?)[-/]N-?0*(\d{1,6})$/i.exec(ref) ?? []
  if (caseNumber === undefined) return ref
  const found = db.all(begun, { caseId: findCase(db, caseNumber).id })[Number(serial) - 1]
  if (!found) throw noSuchNote(ref)
  return found.id
}

/** Notes by their ids, or by their numbers within a case. */
export const noteRecords: RecordKind = {
  kind: 'note',
  within: true,
  find: (db, ref, inCase) => {
    const [, serial] = /^N-?0*(\d{1,6})$/i.exec(ref) ?? []
    const id = serial === undefined ? ref : db.all(begun, { caseId: inCase })[Number(serial) - 1]?.id
    const newest = id === undefined ? undefined : db.all(revisionRows, { note: id }).at(-1)
    if (!newest) return undefined
    const { noteId: note, caseId, title } = newest
    return { id: note, number: numberOf(db.all(begun, { caseId }).findIndex((one) => one.id === note)), title, caseId }
  },
}

/** Every revision of a note, oldest first. Fails with NOT_FOUND. */
export function revisionsOf(db: Reader, ref: string): (NoteRevision & { caseId: string; authorId: string })[] {
  const rows = db.all(revisionRows, { note: noteId(db, ref) })
  const [first] = rows
  if (!first) throw noSuchNote(ref)
  const isLate = lateJudge(db)
  const number = numberOf(db.all(begun, { caseId: first.caseId }).findIndex(({ id }) => id === first.noteId))
  return rows.map((row) =>
    Object.assign(toRevision(db, row, number, isLate), { caseId: row.caseId, authorId: row.author }),
  )
}

/** A note with the ids that commands go by. Fails with NOT_FOUND. */
export function findNote(db: Reader, ref: string): { note: NoteRow; caseId: string; authors: string[] } {
  const revisions = revisionsOf(db, ref)
  const newest = revisions.at(-1)
  if (!newest) throw noSuchNote(ref)
  const { caseId, authorId: _, ...revision } = newest
  return {
    note: { ...revision, ...(marginsOf(db, caseId).get(revision.id) ?? unmarked()) },
    caseId,
    authors: revisions.map(({ authorId }) => authorId),
  }
}

const unsealedRows = query((from, { author }: Given<{ author: string }>) => {
  const newest = from
    .select({ noteId: noteRevisions.noteId, revision: max(noteRevisions.revision).as('newest') })
    .from(noteRevisions)
    .groupBy(noteRevisions.noteId)
    .as('newest_of')
  return from
    .select({ noteId: noteRevisions.noteId, caseId: noteRevisions.caseId, writtenAt: noteRevisions.writtenAt })
    .from(noteRevisions)
    .innerJoin(newest, and(eq(newest.noteId, noteRevisions.noteId), eq(newest.revision, noteRevisions.revision)))
    .leftJoin(noteSeals, eq(noteSeals.noteId, noteRevisions.noteId))
    .where(and(eq(noteRevisions.author, author), isNull(noteSeals.seq)))
    .orderBy(noteRevisions.seq)
})

/** Notes that are not sealed and whose newest revision a member wrote, in the order in which that was. */
export const unsealedBy = (db: Reader, author: string): { noteId: string; caseId: string; writtenAt: string }[] =>
  db.all(unsealedRows, { author })

/** The case that a note belongs to. Fails with NOT_FOUND. */
export const caseOfNote = (db: Reader, ref: string): string => revisionsOf(db, ref)[0]?.caseId ?? ''

import { eq } from 'drizzle-orm'
import type { NoteRow } from '../../../../shared/contract/notebook.ts'
import { memberName } from '../../record/members/index.ts'
import { query, type Given, type Reader } from '../../record/vault/index.ts'
import { happenedIn, lateJudge } from './late.ts'
import { noteAdditions, noteSeals, noteStrikes, noteWitnesses } from './tables.ts'

/** What came to a note once it was sealed. */
type Margin = Pick<NoteRow, 'seal' | 'witnesses' | 'additions' | 'strikes'>

export const unmarked = (): Margin => ({ seal: null, witnesses: [], additions: [], strikes: [] })

type OfCase = Given<{ caseId: string }>
const seals = query((from, { caseId }: OfCase) => from.select().from(noteSeals).where(eq(noteSeals.caseId, caseId)))
const witnesses = query((from, { caseId }: OfCase) =>
  from.select().from(noteWitnesses).where(eq(noteWitnesses.caseId, caseId)).orderBy(noteWitnesses.seq),
)
const additions = query((from, { caseId }: OfCase) =>
  from.select().from(noteAdditions).where(eq(noteAdditions.caseId, caseId)).orderBy(noteAdditions.number),
)
const strikes = query((from, { caseId }: OfCase) =>
  from.select().from(noteStrikes).where(eq(noteStrikes.caseId, caseId)).orderBy(noteStrikes.seq),
)

/** What came to the sealed notes of a case, by the note. */
export function marginsOf(db: Reader, caseId: string): Map<string, Margin> {
  const isLate = lateJudge(db)
  const found = new Map<string, Margin>()
  const of = (note: string): Margin => {
    const margin = found.get(note) ?? unmarked()
    found.set(note, margin)
    return margin
  }
  const signed = ({ at, byMember, seq }: { at: string; byMember: string; seq: number }) => ({
    at,
    by: memberName(db, byMember),
    seq,
  })
  for (const row of db.all(seals, { caseId }))
    of(row.noteId).seal = { ...signed(row), revision: row.revision, sha256: row.sha256 }
  for (const row of db.all(witnesses, { caseId })) of(row.noteId).witnesses.push({ ...signed(row), upTo: row.upTo })
  for (const row of db.all(additions, { caseId })) {
    const happenedAt = happenedIn(row)
    const { number, body, writtenAt, seq } = row
    const late = isLate(happenedAt, { at: writtenAt, seq })
    of(row.noteId).additions.push({
      number,
      body,
      happenedAt,
      writtenAt,
      author: memberName(db, row.author),
      late,
      seq,
    })
  }
  for (const row of db.all(strikes, { caseId })) {
    const { addition, start, end, words, instead, reason } = row
    of(row.noteId).strikes.push({ ...signed(row), addition, start, end, words, instead, reason })
  }
  return found
}

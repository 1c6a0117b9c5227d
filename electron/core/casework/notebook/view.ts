import { eq } from 'drizzle-orm'
import { count, showOccurred } from '../../../../shared/kernel/show.ts'
import { defineView, type Forget } from '../../record/ledger/index.ts'
import { ddl, query, type Given } from '../../record/vault/index.ts'
import { notebookEntries } from './entries.ts'
import { lateRules, noteAdditions, noteRevisions, noteSeals, noteStrikes, noteWitnesses } from './tables.ts'
import { plainTextOf } from '../../../../shared/contract/rich-text.ts'
import type { OccurredAt } from '../../../../shared/kernel/time.ts'

/** Takes a case's notes away when its record was destroyed. */
export const forgetNotes: Forget = (db, _, destroyed) => {
  for (const table of [noteRevisions, noteSeals, noteWitnesses, noteAdditions, noteStrikes])
    db.delete(table, { caseId: destroyed.case.id })
}

const sealOf = query((from, { note }: Given<{ note: string }>) =>
  from.select({ seq: noteSeals.seq }).from(noteSeals).where(eq(noteSeals.noteId, note)),
)

const happened = (when: OccurredAt | null) => ({
  happenedValue: when?.value,
  happenedZone: when?.zone,
  happenedPrecision: when?.precision,
})

const where = (addition: number | null): string => (addition === null ? 'the note' : `addition ${addition}`)

export const notebookView = defineView({
  name: 'notebook',
  revision: 3,
  entries: notebookEntries,
  tables: {
    note_revision: ddl(noteRevisions),
    note_seal: ddl(noteSeals),
    note_witness: ddl(noteWitnesses),
    note_addition: ddl(noteAdditions),
    note_strike: ddl(noteStrikes),
    late_entry_rule: ddl(lateRules),
  },
  project: {
    'note.saved': (db, { seq, at, actor, subject, case: caseId = '' }, { revision, title, body, happenedAt }) => {
      // What was sealed stays, whatever an entry says later.
      if (db.get(sealOf, { note: subject })) return
      db.insert(noteRevisions, {
        seq,
        noteId: subject,
        caseId,
        revision,
        title,
        body,
        ...happened(happenedAt),
        writtenAt: at,
        author: actor,
      })
    },
    'note.sealed': (db, { seq, at, actor, subject, case: caseId = '' }, { revision, sha256 }) =>
      db.insert(noteSeals, { seq, noteId: subject, caseId, revision, sha256, at, byMember: actor }),
    'note.witnessed': (db, { seq, at, actor, subject, case: caseId = '' }, { upTo }) =>
      db.insert(noteWitnesses, { seq, noteId: subject, caseId, upTo, at, byMember: actor }),
    'note.added': (db, { seq, at, actor, subject, case: caseId = '' }, { number, body, happenedAt }) =>
      db.insert(noteAdditions, {
        seq,
        noteId: subject,
        caseId,
        number,
        body,
        ...happened(happenedAt),
        writtenAt: at,
        author: actor,
      }),
    'note.struck': (db, { seq, at, actor, subject, case: caseId = '' }, struck) =>
      db.insert(noteStrikes, { ...struck, seq, noteId: subject, caseId, at, byMember: actor }),
    'note.printed': () => {},
    'late-entry.set': (db, { seq, at, actor }, rule) => db.insert(lateRules, { ...rule, seq, at, byMember: actor }),
  },
  changes: {
    'note.saved': ({ title, body, happenedAt }) => [
      { field: 'title', to: title },
      { field: 'text', to: plainTextOf(body) },
      { field: 'happened', to: happenedAt && showOccurred(happenedAt) },
    ],
    'note.added': ({ number, body, happenedAt }) => [
      { field: `addition ${number}`, to: plainTextOf(body) },
      { field: 'happened', to: happenedAt && showOccurred(happenedAt) },
    ],
    'note.struck': ({ words, instead }) => [{ field: 'struck', from: words, to: instead }],
    'late-entry.set': ({ hours }) => [{ field: 'late after', to: count(hours, 'hour') }],
  },
  summarise: {
    'note.saved': ({ title, revision }) => `Note “${title}”, ${revision === 1 ? 'written' : `revision ${revision}`}`,
    'note.sealed': ({ revision }) => `Note sealed in revision ${revision}`,
    'note.witnessed': () => 'Sealed note countersigned by a witness',
    'note.added': ({ number }) => `Addition ${number} to a sealed note`,
    'note.struck': ({ addition, reason }) => `Passage of ${where(addition)} struck: ${reason}`,
    'note.printed': ({ file }) => `Sealed note written as a signed PDF, ${file}`,
    'late-entry.set': ({ hours, reason }) => `Notes are late after ${count(hours, 'hour')}: ${reason}`,
  },
})

import { showOccurred } from '../../../../shared/kernel/show.ts'
import { defineView, type Forget } from '../../record/ledger/index.ts'
import { ddl } from '../../record/vault/index.ts'
import { notebookEntries } from './entries.ts'
import { noteRevisions } from './tables.ts'
import { plainTextOf } from '../../../../shared/contract/rich-text.ts'

/** Takes a case's notes away when its record was destroyed. */
export const forgetNotes: Forget = (db, _, destroyed) => db.delete(noteRevisions, { caseId: destroyed.case.id })

export const notebookView = defineView({
  name: 'notebook',
  revision: 1,
  entries: notebookEntries,
  tables: { note_revision: ddl(noteRevisions) },
  project: {
    'note.saved': (db, { seq, at, actor, subject, case: caseId = '' }, { revision, title, body, happenedAt }) =>
      db.insert(noteRevisions, {
        seq,
        noteId: subject,
        caseId,
        revision,
        title,
        body,
        happenedValue: happenedAt?.value,
        happenedZone: happenedAt?.zone,
        happenedPrecision: happenedAt?.precision,
        writtenAt: at,
        author: actor,
      }),
  },
  changes: {
    'note.saved': ({ title, body, happenedAt }) => [
      { field: 'title', to: title },
      { field: 'text', to: plainTextOf(body) },
      { field: 'happened', to: happenedAt && showOccurred(happenedAt) },
    ],
  },
  summarise: {
    'note.saved': ({ title, revision }) => `Note “${title}”, ${revision === 1 ? 'written' : `revision ${revision}`}`,
  },
})

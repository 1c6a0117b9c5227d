import { showOccurred } from '../../../../shared/kernel/show.ts'
import { defineView, type Forget } from '../../record/ledger/index.ts'
import { notebookEntries } from './entries.ts'
import { plainTextOf } from '../../../../shared/contract/rich-text.ts'

/** Takes a case's notes away when its record was destroyed. */
export const forgetNotes: Forget = (db, _, destroyed) =>
  db.run('delete from note_revision where case_id = ?', destroyed.case.id)

export const notebookView = defineView({
  name: 'notebook',
  revision: 1,
  entries: notebookEntries,
  tables: {
    note_revision: `create table note_revision (
      seq integer primary key,
      note_id text not null,
      case_id text not null,
      revision integer not null,
      title text not null,
      body text not null,
      happened_value text,
      happened_zone text,
      happened_precision text,
      written_at text not null,
      author text not null,
      unique (note_id, revision)
    ) strict;
    create index note_case on note_revision (case_id, note_id, revision);`,
  },
  project: {
    'note.saved': (db, { seq, at, actor, subject, case: caseId }, { revision, title, body, happenedAt }) =>
      db.run(
        `insert into note_revision (seq, note_id, case_id, revision, title, body, happened_value, happened_zone,
           happened_precision, written_at, author) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        seq,
        subject,
        caseId ?? '',
        revision,
        title,
        JSON.stringify(body),
        happenedAt?.value ?? null,
        happenedAt?.zone ?? null,
        happenedAt?.precision ?? null,
        at,
        actor,
      ),
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

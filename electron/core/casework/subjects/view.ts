import type { SubjectDetails } from '../../../../shared/contract/subjects.ts'
import { showOccurred } from '../../../../shared/kernel/show.ts'
import type { OccurredAt } from '../../../../shared/kernel/time.ts'
import { defineView, type FieldSet, type Recorded, type Forget } from '../../record/ledger/index.ts'
import type { Writer } from '../../record/vault/index.ts'
import { subjectEntries } from './entries.ts'
import { addKeys, dropKeys, keyOfIdentifier, keysOfAlias, keysOfOwn } from './keys.ts'
import { subjectTables } from './tables.ts'

/** Takes away what a destroyed case and its reports recorded of anybody; the subjects themselves are not of the case. */
export const forgetInvolvements: Forget = (db, _, { case: { id: caseId }, reports, entries }) => {
  for (const table of ['subject_photo', 'involvement']) {
    db.run(
      `delete from ${table} where case_id = ? or report_id in (select value from json_each(?))`,
      caseId,
      JSON.stringify(reports.map(({ id }) => id)),
    )
  }
  db.run('delete from subject_trace where seq in (select value from json_each(?))', JSON.stringify(entries))
}

const trace = (db: Writer, { seq }: Recorded, ...subjects: string[]): void => {
  for (const id of subjects) db.run('insert or ignore into subject_trace (subject_id, seq) values (?, ?)', id, seq)
}

/** The report, or else the case, that an entry is about. */
const matterOf = ({ subject, case: caseId }: Recorded): [report: string | null, ofCase: string | null] =>
  subject === caseId ? [null, subject] : [subject, null]

const withdraw = (
  db: Writer,
  table: 'subject_alias' | 'subject_identifier' | 'subject_photo' | 'involvement',
  { at, actor }: Recorded,
  id: string,
  reason: string,
): void =>
  db.run(
    `update ${table} set withdrawn_at = ?, withdrawn_by = ?, withdrawn_reason = ? where id = ?`,
    at,
    actor,
    reason,
    id,
  )

interface Own {
  name: string
  details: string
}

function changeOwn(db: Writer, id: string, name: string | undefined, changed: Record<string, { to: unknown }>): void {
  const row = db.get<Own>('select name, details from subject where id = ?', id)
  if (!row) return
  const before = { name: row.name, details: JSON.parse(row.details) as SubjectDetails }
  const set = Object.entries({
    ...before.details,
    ...Object.fromEntries(Object.entries(changed).map(([k, v]) => [k, v.to])),
  })
  const details = Object.fromEntries(set.filter(([, value]) => value !== null).sort(([a], [b]) => (a < b ? -1 : 1)))
  const after = { name: name ?? before.name, details: details as SubjectDetails }
  dropKeys(db, id, '', keysOfOwn(before))
  addKeys(db, id, '', keysOfOwn(after))
  db.run('update subject set name = ?, details = ? where id = ?', after.name, JSON.stringify(details), id)
}

const json = (when: OccurredAt | null): string | null => (when === null ? null : JSON.stringify(when))
const shown = (when: OccurredAt | null): string | null => (when === null ? null : showOccurred(when))
const orNull = (value: string | number | null | undefined): string | null =>
  value === null || value === undefined ? null : String(value)

/** A change of an involvement as a history says it: of whom, and what. */
const ofWhom = (who: { number: string; name: string }, what: string): string => `${who.name} (${who.number}), ${what}`
const set = (
  involvement: string,
  who: { number: string; name: string },
  fields: readonly [what: string, from: string | null | undefined, to: string | null][],
): FieldSet[] =>
  fields.map(([what, from, to]) => ({
    field: ofWhom(who, what),
    of: involvement,
    ...(from === undefined ? {} : { from }),
    to,
  }))

export const subjectsView = defineView({
  name: 'subjects',
  revision: 2,
  entries: subjectEntries,
  tables: subjectTables,
  project: {
    'subject.added': (db, entry, { number, serial, kind, name, details }) => {
      const sorted = Object.fromEntries(Object.entries(details).sort(([a], [b]) => (a < b ? -1 : 1)))
      db.run(
        `insert into subject (id, serial, number, kind, name, details, root, added_at, added_by, seq)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        entry.subject,
        serial,
        number,
        kind,
        name,
        JSON.stringify(sorted),
        entry.subject,
        entry.at,
        entry.actor,
        entry.seq,
      )
      addKeys(db, entry.subject, '', keysOfOwn({ name, details }))
      trace(db, entry, entry.subject)
    },
    'subject.changed': (db, entry, { name, details }) => {
      changeOwn(db, entry.subject, name?.to, details ?? {})
      trace(db, entry, entry.subject)
    },
    'subject.alias-added': (db, entry, { alias, name, confidence, basis }) => {
      db.run(
        `insert into subject_alias (id, subject_id, name, confidence, basis, added_at, added_by) values (?, ?, ?, ?, ?, ?, ?)`,
        alias,
        entry.subject,
        name,
        confidence,
        basis,
        entry.at,
        entry.actor,
      )
      addKeys(db, entry.subject, alias, keysOfAlias(name))
      trace(db, entry, entry.subject)
    },
    'subject.alias-withdrawn': (db, entry, { alias, name, reason }) => {
      withdraw(db, 'subject_alias', entry, alias, reason)
      dropKeys(db, entry.subject, alias, keysOfAlias(name))
      trace(db, entry, entry.subject)
    },
    'subject.identified': (db, entry, { identifier, type, value, basis }) => {
      db.run(
        `insert into subject_identifier (id, subject_id, type, value, basis, added_at, added_by) values (?, ?, ?, ?, ?, ?, ?)`,
        identifier,
        entry.subject,
        type,
        value,
        basis ?? null,
        entry.at,
        entry.actor,
      )
      addKeys(db, entry.subject, identifier, [keyOfIdentifier({ type, value })])
      trace(db, entry, entry.subject)
    },
    'subject.identifier-withdrawn': (db, entry, { identifier, type, value, reason }) => {
      withdraw(db, 'subject_identifier', entry, identifier, reason)
      dropKeys(db, entry.subject, identifier, [keyOfIdentifier({ type, value })])
      trace(db, entry, entry.subject)
    },
    'subject.photo-linked': (db, entry, { photo, who, exhibit }) => {
      db.run(
        `insert into subject_photo (id, subject_id, exhibit_id, exhibit_number, report_id, case_id, added_at, added_by)
         values (?, ?, ?, ?, ?, ?, ?, ?)`,
        photo,
        who.id,
        exhibit.id,
        exhibit.number,
        ...matterOf(entry),
        entry.at,
        entry.actor,
      )
      trace(db, entry, who.id)
    },
    'subject.photo-withdrawn': (db, entry, { photo, who, reason }) => {
      withdraw(db, 'subject_photo', entry, photo, reason)
      trace(db, entry, who.id)
    },
    'subject.merged': (db, entry, { into, reason }) => {
      const { at, actor, subject } = entry
      db.run(
        `update subject set merged_into = ?, merged_at = ?, merged_by = ?, merge_reason = ? where id = ?`,
        into.id,
        at,
        actor,
        reason,
        subject,
      )
      db.run('update subject set root = ? where root = ?', into.id, subject)
      trace(db, entry, subject, into.id)
    },
    'subject.unmerged': (db, entry, { into }) => {
      db.run(
        `update subject set merged_into = null, merged_at = null, merged_by = null, merge_reason = null where id = ?`,
        entry.subject,
      )
      // What had been merged into it before stays with it.
      db.run(
        `with recursive part (id) as (
           select ? union all select s.id from subject s join part on s.merged_into = part.id
         ) update subject set root = ? where id in (select id from part)`,
        entry.subject,
        entry.subject,
      )
      trace(db, entry, entry.subject, into.id)
    },
    'involvement.recorded': (db, entry, { involvement, who, role, from, to, confidence, basis }) => {
      db.run(
        `insert into involvement (id, subject_id, report_id, case_id, role, from_when, to_when, confidence, basis, seq, added_at, added_by)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        involvement,
        who.id,
        ...matterOf(entry),
        role,
        json(from),
        json(to),
        confidence,
        basis ?? null,
        entry.seq,
        entry.at,
        entry.actor,
      )
      trace(db, entry, who.id)
    },
    'involvement.changed': (db, entry, { involvement, who, role, from, to, confidence, basis }) => {
      if (role) db.run('update involvement set role = ? where id = ?', role.to, involvement)
      if (from) db.run('update involvement set from_when = ? where id = ?', json(from.to), involvement)
      if (to) db.run('update involvement set to_when = ? where id = ?', json(to.to), involvement)
      if (confidence) db.run('update involvement set confidence = ? where id = ?', confidence.to, involvement)
      if (basis) db.run('update involvement set basis = ? where id = ?', basis.to, involvement)
      trace(db, entry, who.id)
    },
    'involvement.withdrawn': (db, entry, { involvement, who, reason }) => {
      withdraw(db, 'involvement', entry, involvement, reason)
      trace(db, entry, who.id)
    },
  },
  changes: {
    'subject.added': ({ name, kind, details }) => [
      { field: 'name', to: name },
      { field: 'kind', to: kind },
      ...Object.entries(details).map(([field, value]) => ({ field, to: String(value) })),
    ],
    'subject.changed': ({ name, details }) => [
      ...(name ? [{ field: 'name', ...name }] : []),
      ...Object.entries(details ?? {}).map(([field, { from, to }]) => ({ field, from: orNull(from), to: orNull(to) })),
    ],
    'subject.alias-added': ({ alias, name, confidence, basis }) => [
      { field: 'alias', of: alias, to: `${name} (${confidence}: ${basis})` },
    ],
    'subject.alias-withdrawn': ({ alias }) => [{ field: 'alias', of: alias, to: null }],
    'subject.identified': ({ identifier, type, value }) => [{ field: type, of: identifier, to: value }],
    'subject.identifier-withdrawn': ({ identifier, type }) => [{ field: type, of: identifier, to: null }],
    'subject.photo-linked': ({ photo, who, exhibit }) => set(photo, who, [['photo', undefined, exhibit.number]]),
    'subject.photo-withdrawn': ({ photo, who }) => set(photo, who, [['photo', undefined, null]]),
    'subject.merged': ({ into }) => [{ field: 'kept under', from: null, to: `${into.name} (${into.number})` }],
    'subject.unmerged': ({ into }) => [{ field: 'kept under', from: `${into.name} (${into.number})`, to: null }],
    'involvement.recorded': ({ involvement, who, role, from, to, confidence, basis }) =>
      set(involvement, who, [
        ['role', undefined, role],
        ['from', undefined, shown(from)],
        ['to', undefined, shown(to)],
        ['confidence', undefined, confidence],
        ['basis', undefined, basis ?? null],
      ]),
    'involvement.changed': ({ involvement, who, role, from, to, confidence, basis }) =>
      set(
        involvement,
        who,
        [
          ...(role ? [['role', role.from, role.to] as const] : []),
          ...(from ? [['from', shown(from.from), shown(from.to)] as const] : []),
          ...(to ? [['to', shown(to.from), shown(to.to)] as const] : []),
          ...(confidence ? [['confidence', confidence.from, confidence.to] as const] : []),
          ...(basis ? [['basis', basis.from, basis.to] as const] : []),
        ].map(([what, before, after]): [string, string | null, string | null] => [what, before, after]),
      ),
    'involvement.withdrawn': ({ involvement, who, role }) => set(involvement, who, [['role', role, null]]),
  },
  summarise: {
    'subject.added': ({ number, kind, name }) => `${number} recorded (${kind}): ${name}`,
    'subject.changed': ({ name, details, reason }) => {
      const changed = [
        ...(name ? [`name: ${name.from} → ${name.to}`] : []),
        ...Object.entries(details ?? {}).map(
          ([field, { from, to }]) => `${field}: ${from ?? 'none'} → ${to ?? 'none'}`,
        ),
      ]
      return changed.join('; ') + (reason === undefined ? '' : ` (${reason})`)
    },
    'subject.alias-added': ({ name, confidence, basis }) => `Alias “${name}”, confidence ${confidence}: ${basis}`,
    'subject.alias-withdrawn': ({ name, reason }) => `Alias “${name}” withdrawn: ${reason}`,
    'subject.identified': ({ type, value }) => `Identified by ${type} ${value}`,
    'subject.identifier-withdrawn': ({ type, value, reason }) => `${type} ${value} withdrawn: ${reason}`,
    'subject.photo-linked': ({ who, exhibit }) => `Exhibit ${exhibit.number} shows ${who.name} (${who.number})`,
    'subject.photo-withdrawn': ({ who, exhibit, reason }) =>
      `Exhibit ${exhibit.number} no longer taken to show ${who.name} (${who.number}): ${reason}`,
    'subject.merged': ({ from, into, reason }) =>
      `${from.number} ${from.name} merged into ${into.number} ${into.name}: ${reason}`,
    'subject.unmerged': ({ from, into, reason }) =>
      `${from.number} ${from.name} taken out of ${into.number} ${into.name} again: ${reason}`,
    'involvement.recorded': ({ who, role, confidence }) =>
      `${who.name} (${who.number}) involved as ${role}${confidence === 'high' ? '' : `, confidence ${confidence}`}`,
    'involvement.changed': ({ who, reason }) => `Involvement of ${who.name} (${who.number}) changed: ${reason}`,
    'involvement.withdrawn': ({ who, role, reason }) =>
      `Involvement of ${who.name} (${who.number}) as ${role} withdrawn: ${reason}`,
  },
})

import { eq } from 'drizzle-orm'
import type { SubjectDetails } from '../../../../shared/contract/subjects.ts'
import { showOccurred } from '../../../../shared/kernel/show.ts'
import type { OccurredAt } from '../../../../shared/kernel/time.ts'
import { defineView, type FieldSet, type Recorded, type Forget } from '../../record/ledger/index.ts'
import { defined, query, type Given, type Writer } from '../../record/vault/index.ts'
import { subjectEntries } from './entries.ts'
import { addKeys, dropKeys, keyOfIdentifier, keysOfAlias, keysOfOwn } from './keys.ts'
import {
  involvements,
  subjectAliases,
  subjectIdentifiers,
  subjectPhotos,
  subjects,
  subjectTables,
  subjectTraces,
} from './tables.ts'

/** Takes away what a destroyed case and its reports recorded of anybody; the subjects themselves are not of the case. */
export const forgetInvolvements: Forget = (db, _, { case: { id: caseId }, reports, entries }) => {
  for (const table of [subjectPhotos, involvements]) {
    db.delete(table, { caseId })
    for (const { id } of reports) db.delete(table, { reportId: id })
  }
  for (const seq of entries) db.delete(subjectTraces, { seq })
}

const trace = (db: Writer, { seq }: Recorded, ...about: string[]): void => {
  for (const subjectId of about) db.insert(subjectTraces, { subjectId, seq }, 'ignore')
}

/** The report, or else the case, that an entry is about. */
const matterOf = ({ subject, case: caseId }: Recorded): { reportId: string } | { caseId: string } =>
  subject === caseId ? { caseId: subject } : { reportId: subject }

const withdraw = (
  db: Writer,
  table: typeof subjectAliases | typeof subjectIdentifiers | typeof subjectPhotos | typeof involvements,
  { at, actor }: Recorded,
  id: string,
  reason: string,
): void => db.update(table, { id }, { withdrawnAt: at, withdrawnBy: actor, withdrawnReason: reason })

const ownOf = query((from, { id }: Given<{ id: string }>) =>
  from.select({ name: subjects.name, details: subjects.details }).from(subjects).where(eq(subjects.id, id)),
)

function changeOwn(db: Writer, id: string, name: string | undefined, changed: Record<string, { to: unknown }>): void {
  const before = db.get(ownOf, { id })
  if (!before) return
  const set = Object.entries({
    ...before.details,
    ...Object.fromEntries(Object.entries(changed).map(([k, v]) => [k, v.to])),
  })
  const details = Object.fromEntries(set.filter(([, value]) => value !== null).sort(([a], [b]) => (a < b ? -1 : 1)))
  const after = { name: name ?? before.name, details: details as SubjectDetails }
  dropKeys(db, id, '', keysOfOwn(before))
  addKeys(db, id, '', keysOfOwn(after))
  db.update(subjects, { id }, after)
}

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
      const { subject: id, at, actor, seq } = entry
      const sorted = Object.fromEntries(Object.entries(details).sort(([a], [b]) => (a < b ? -1 : 1))) as SubjectDetails
      db.insert(subjects, {
        id,
        serial,
        number,
        kind,
        name,
        details: sorted,
        root: id,
        addedAt: at,
        addedBy: actor,
        seq,
      })
      addKeys(db, entry.subject, '', keysOfOwn({ name, details }))
      trace(db, entry, entry.subject)
    },
    'subject.changed': (db, entry, { name, details }) => {
      changeOwn(db, entry.subject, name?.to, details ?? {})
      trace(db, entry, entry.subject)
    },
    'subject.alias-added': (db, entry, { alias, name, confidence, basis }) => {
      db.insert(subjectAliases, {
        id: alias,
        subjectId: entry.subject,
        name,
        confidence,
        basis,
        addedAt: entry.at,
        addedBy: entry.actor,
      })
      addKeys(db, entry.subject, alias, keysOfAlias(name))
      trace(db, entry, entry.subject)
    },
    'subject.alias-withdrawn': (db, entry, { alias, name, reason }) => {
      withdraw(db, subjectAliases, entry, alias, reason)
      dropKeys(db, entry.subject, alias, keysOfAlias(name))
      trace(db, entry, entry.subject)
    },
    'subject.identified': (db, entry, { identifier, type, value, basis }) => {
      db.insert(subjectIdentifiers, {
        id: identifier,
        subjectId: entry.subject,
        type,
        value,
        basis,
        addedAt: entry.at,
        addedBy: entry.actor,
      })
      addKeys(db, entry.subject, identifier, [keyOfIdentifier({ type, value })])
      trace(db, entry, entry.subject)
    },
    'subject.identifier-withdrawn': (db, entry, { identifier, type, value, reason }) => {
      withdraw(db, subjectIdentifiers, entry, identifier, reason)
      dropKeys(db, entry.subject, identifier, [keyOfIdentifier({ type, value })])
      trace(db, entry, entry.subject)
    },
    'subject.photo-linked': (db, entry, { photo, who, exhibit }) => {
      db.insert(subjectPhotos, {
        id: photo,
        subjectId: who.id,
        exhibitId: exhibit.id,
        exhibitNumber: exhibit.number,
        ...matterOf(entry),
        addedAt: entry.at,
        addedBy: entry.actor,
      })
      trace(db, entry, who.id)
    },
    'subject.photo-withdrawn': (db, entry, { photo, who, reason }) => {
      withdraw(db, subjectPhotos, entry, photo, reason)
      trace(db, entry, who.id)
    },
    'subject.merged': (db, entry, { into, reason }) => {
      const { at, actor, subject } = entry
      db.update(subjects, { id: subject }, { mergedInto: into.id, mergedAt: at, mergedBy: actor, mergeReason: reason })
      db.update(subjects, { root: subject }, { root: into.id })
      trace(db, entry, subject, into.id)
    },
    'subject.unmerged': (db, entry, { into }) => {
      db.update(
        subjects,
        { id: entry.subject },
        { mergedInto: null, mergedAt: null, mergedBy: null, mergeReason: null },
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
      db.insert(involvements, {
        id: involvement,
        subjectId: who.id,
        ...matterOf(entry),
        role,
        fromWhen: from,
        toWhen: to,
        confidence,
        basis,
        seq: entry.seq,
        addedAt: entry.at,
        addedBy: entry.actor,
      })
      trace(db, entry, who.id)
    },
    'involvement.changed': (db, entry, { involvement, who, role, from, to, confidence, basis }) => {
      db.update(
        involvements,
        { id: involvement },
        defined({ role: role?.to, fromWhen: from?.to, toWhen: to?.to, confidence: confidence?.to, basis: basis?.to }),
      )
      trace(db, entry, who.id)
    },
    'involvement.withdrawn': (db, entry, { involvement, who, reason }) => {
      withdraw(db, involvements, entry, involvement, reason)
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

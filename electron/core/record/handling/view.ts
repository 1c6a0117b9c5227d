import { sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { RecordKindName } from '../../../../shared/contract/handling.ts'
import { basisWords, markingInWords } from '../../../../shared/contract/handling-words.ts'
import { defineView, type Forget, type Recorded } from '../ledger/index.ts'
import { change, ddl, type Given } from '../vault/index.ts'
import { handlingEntries } from './entries.ts'
import { markingActs, privilegeActs } from './tables.ts'

type These = Given<{ entries: string }>

const dropMarkings = change((to, { entries }: These) =>
  to.delete(markingActs).where(sql`${markingActs.seq} in (select value from json_each(${entries}))`),
)
const dropPrivilege = change((to, { entries }: These) =>
  to.delete(privilegeActs).where(sql`${privilegeActs.seq} in (select value from json_each(${entries}))`),
)

/** Takes away what destroyed entries said: of a case's records, and of its reports from before they were part of it. */
export const forgetHandling: Forget = (db, _, destroyed) => {
  const entries = JSON.stringify(destroyed.entries)
  db.run(dropMarkings, { entries })
  db.run(dropPrivilege, { entries })
}

type Payload<K extends keyof typeof handlingEntries> = z.output<(typeof handlingEntries)[K]>

const about = (
  { seq, at, actor, case: caseId }: Recorded,
  { record }: { record: Payload<'record.marked'>['record'] },
) => ({
  seq,
  recordId: record.id,
  recordKind: record.kind as RecordKindName,
  caseId,
  recordedAt: at,
  recordedBy: actor,
})

const called = ({ kind, number }: { kind: string; number: string | null }): string => number ?? `a ${kind}`

const placeOf = ({ at, from, to }: Payload<'privilege.marked'>): string =>
  at === null ? (from === null ? '' : `, a span since ${from}${to === null ? '' : ` until ${to}`}`) : ` ${at}`

export const handlingView = defineView({
  name: 'handling',
  revision: 1,
  entries: handlingEntries,
  tables: { marking_act: ddl(markingActs), privilege_act: ddl(privilegeActs) },
  project: {
    'record.marked': (db, entry, marked) => {
      const { caveat, handling, reason } = marked
      db.insert(markingActs, { ...about(entry, marked), caveat, handling, reason })
    },
    'privilege.marked': (db, entry, marked) => {
      const { privilege: id, at, sha256, from: fromTime, to: toTime, basis, reason } = marked
      db.insert(privilegeActs, {
        ...about(entry, marked),
        id,
        act: 'marked',
        at,
        sha256,
        fromTime,
        toTime,
        basis,
        reason,
      })
    },
    'privilege.span-ended': (db, entry, ended) =>
      db.insert(privilegeActs, { ...about(entry, ended), id: ended.privilege, act: 'span-ended', toTime: ended.to }),
    'privilege.withdrawn': (db, entry, gone) =>
      db.insert(privilegeActs, { ...about(entry, gone), id: gone.privilege, act: 'withdrawn', reason: gone.reason }),
  },
  changes: {
    'record.marked': (marked) => [{ field: 'marking', to: markingInWords(marked) }],
    'privilege.marked': ({ basis }) => [{ field: 'privilege', to: basisWords[basis] }],
    'privilege.withdrawn': () => [{ field: 'privilege', to: null }],
  },
  summarise: {
    'record.marked': ({ record, ...marking }) => `Marking of ${called(record)}: ${markingInWords(marking) ?? 'none'}`,
    'privilege.marked': (marked) =>
      `Privilege claimed on ${called(marked.record)}${placeOf(marked)}: ${basisWords[marked.basis]}`,
    'privilege.span-ended': ({ record, to }) => `Privileged span of ${called(record)} ended ${to}`,
    'privilege.withdrawn': ({ record, reason }) => `Claim of privilege on ${called(record)} withdrawn: ${reason}`,
  },
})

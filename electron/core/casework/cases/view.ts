import type { MemberNamed, Severity } from '../../../../shared/contract/fields.ts'
import type { z } from 'zod'
import { defineView, type FieldSet, type Forget } from '../../record/ledger/index.ts'
import { caseEntries } from './entries.ts'
import { admitToCase } from './sealed.ts'
import { ddl, defined } from '../../record/vault/index.ts'
import { caseFiles } from './tables.ts'

/** What stays of a case whose record was destroyed: its number, so that it is never given again. */
export const forgetCase: Forget = (db, entry, { case: { id, number, year, serial } }) => {
  db.delete(caseFiles, { id })
  db.insert(caseFiles, {
    id,
    number,
    year,
    serial,
    title: 'Destroyed under an order',
    category: 'other',
    status: 'destroyed',
    owner: '',
    openedAt: entry.at,
    openedBy: entry.actor,
    seq: entry.seq,
  })
}

export const casesView = defineView({
  name: 'cases',
  revision: 4,
  entries: caseEntries,
  tables: { case_file: ddl(caseFiles) },
  project: {
    'case.opened': (db, { subject: id, at, actor, seq }, { severity, approver, ...opened }) =>
      db.insert(caseFiles, {
        ...opened,
        id,
        status: 'open',
        severity: severity?.level,
        severityReason: severity?.reason,
        approverMember: approver?.id,
        approver: approver?.name,
        openedAt: at,
        openedBy: actor,
        seq,
      }),
    'case.changed': (db, { subject: id }, { title, category, status, followUpDue, severity, ...people }) =>
      db.update(
        caseFiles,
        { id },
        defined({
          title: title?.to,
          category: category?.to,
          status: status?.to,
          followUpDue: followUpDue?.to,
          severity: severity && (severity.to?.level ?? null),
          severityReason: severity && (severity.to?.reason ?? null),
          ...peopleSet(people),
        }),
      ),
    'case.closed': (db, { subject: id, at }, { status }) =>
      db.update(caseFiles, { id }, { status: status.to, closedAt: at }),
    'case.reopened': (db, { subject: id }, { status, ...people }) =>
      db.update(caseFiles, { id }, defined({ status: status.to, closedAt: null, ...peopleSet(people) })),
  },
  admit: admitToCase,
  changes: {
    'case.opened': ({ title, category, severity, owner, approver, team, followUpDue }) => [
      { field: 'title', to: title },
      { field: 'category', to: category },
      { field: 'status', to: 'open' },
      { field: 'owner', to: owner },
      ...(approver ? [{ field: 'approver', to: approver.name }] : []),
      ...(team ? [{ field: 'team', to: inWords(team) }] : []),
      ...(severity ? [{ field: 'severity', to: inWords(severity) }] : []),
      ...(followUpDue === null ? [] : [{ field: 'follow-up due', to: followUpDue }]),
    ],
    // The member behind an owner's name is for programs.
    'case.changed': ({ reason: _, ownerMember: _id, ...changes }) => changedFields(changes),
    'case.closed': ({ status }) => [{ field: 'status', from: status.from, to: status.to }],
    'case.reopened': ({ reason: _, number: _number, ownerMember: _id, ...changes }) => changedFields(changes),
  },
  summarise: {
    'case.closed': ({ number }) => `Case ${number} closed`,
    'case.reopened': ({ number, reason, owner }) =>
      `Case ${number} re-opened${owner ? ` with ${owner.to} as owner` : ''}: ${reason}`,
    'case.opened': ({ number, title, owner }) => `Case ${number} opened: ${title} (owner ${owner})`,
    'case.changed': ({ reason, ownerMember: _, ...changes }) => {
      const words = Object.entries(changes).map(
        ([field, change]) => `${fieldNames[field] ?? field}: ${inWords(change?.from)} → ${inWords(change?.to)}`,
      )
      return words.join('; ') + (reason === undefined ? '' : ` (${reason})`)
    },
  },
})

type People = Pick<z.output<(typeof caseEntries)['case.reopened']>, 'owner' | 'ownerMember' | 'approver' | 'team'>

const peopleSet = ({ owner, ownerMember, approver, team }: Partial<People>) => ({
  owner: owner?.to,
  // An entry of before owners were members names the new one alone.
  ownerMember: owner || ownerMember ? (ownerMember?.to ?? null) : undefined,
  approverMember: approver && (approver.to?.id ?? null),
  approver: approver && (approver.to?.name ?? null),
  team: team?.to,
})

const changedFields = (changes: Record<string, { from: Value; to: Value } | undefined>): FieldSet[] =>
  Object.entries(changes).flatMap(([field, change]) =>
    change === undefined
      ? []
      : [{ field: fieldNames[field] ?? field, from: orNull(change.from), to: orNull(change.to) }],
  )

const fieldNames: Record<string, string> = { followUpDue: 'follow-up due' }

const orNull = (value: Value): string | null => (value === null || value === undefined ? null : inWords(value))

type Value = string | Severity | MemberNamed | readonly MemberNamed[] | null | undefined

function inWords(value: Value): string {
  if (value === null || value === undefined) return 'none'
  if (typeof value === 'string') return value
  if ('level' in value) return `${value.level}, ${value.reason}`
  if ('name' in value) return value.name
  return value.length === 0 ? 'none' : value.map(({ name }) => name).join(', ')
}

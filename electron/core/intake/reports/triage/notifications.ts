import { type Severity, severityLevels } from '../../../../../shared/contract/fields.ts'
import type { Notification } from '../../../../../shared/contract/triage.ts'
import type { TriageTemplate } from '../../../../../shared/contract/triage-template.ts'
import { HoldfastError } from '../../../../../shared/kernel/errors.ts'
import { idFrom } from '../../../../../shared/kernel/ids.ts'
import type { Transaction } from '../../../record/ledger/index.ts'
import { memberName, type Workspace } from '../../../record/members/index.ts'
import { readTemplate } from '../../templates/index.ts'
import type { Reader } from '../../../record/vault/index.ts'
import type { ReportDetail } from '../../../../../shared/contract/intake.ts'

type Level = Severity['level']

/** The method by which reports of a category are graded; that of `other` where the category has none of its own. */
export function triageMethod(
  workspace: Pick<Workspace, 'db' | 'ports'>,
  category: string,
): { key: string; version: number; body: TriageTemplate } {
  for (const key of [category, 'other']) {
    const found = readTemplate(workspace, 'triage', key)
    if (found) return { key, ...found }
  }
  throw new HoldfastError(
    'MISSING_RUNTIME',
    'This copy of Holdfast has no method of triage for other reports.',
    'It is not complete; install it again.',
  )
}

interface Made {
  duties: { id: string; tell: Notification['tell']; what: string; due: string; within: number }[]
  template: { key: string; version: number; title: string }
}

type Method = ReturnType<typeof triageMethod>

const madeOf = (
  { ports }: Pick<Workspace, 'ports'>,
  at: string,
  { key, version, body }: Method,
  rules: Method['body']['duties'][Level],
): Made => ({
  duties: rules.map(({ tell, what, within }) => ({
    id: idFrom(ports.random(16)),
    tell,
    what,
    within,
    due: new Date(Date.parse(at) + within * 60_000).toISOString(),
  })),
  template: { key, version, title: body.title },
})

/** The methods that a transaction has read: of a table of ten thousand rows each category's is read once. */
const methodsRead = new WeakMap<object, Map<string, Method>>()

/** What the level obliges to with which a report comes. */
export function firstNotifications(
  { ports }: Pick<Workspace, 'ports'>,
  transaction: Pick<Transaction, 'db' | 'at'>,
  category: string,
  level: Level,
): Made {
  const read = methodsRead.get(transaction) ?? new Map<string, Method>()
  methodsRead.set(transaction, read)
  const method = read.get(category) ?? triageMethod({ db: transaction.db, ports }, category)
  read.set(category, method)
  return madeOf({ ports }, transaction.at, method, method.body.duties[level])
}

/**
 * What a new grade obliges to. A lower grade ends what the higher one asked for; the same or a higher one leaves it
 * standing, and adds what is not asked for yet. Somebody who was told already need not be told the same again.
 */
export function planNotifications(
  { ports }: Pick<Workspace, 'ports'>,
  { db, at }: Pick<Transaction, 'db' | 'at'>,
  report: ReportDetail,
  level: Level,
): Made & { superseded: string[] } {
  const method = triageMethod({ db, ports }, report.category)
  const kept = db.all<{ id: string; tell: string; what: string; state: string }>(
    `select id, tell, what, state from duty where report_id = ? and state <> 'superseded'`,
    report.id,
  )
  const lowered = report.severity !== null && severityLevels.indexOf(level) < severityLevels.indexOf(report.severity)
  const open = kept.filter(({ state }) => state === 'open')
  const standing = lowered ? kept.filter(({ state }) => state !== 'open') : kept
  const asked = method.body.duties[level].filter(
    ({ tell, what }) => !standing.some((one) => one.tell === tell && one.what === what),
  )
  return { ...madeOf({ ports }, at, method, asked), superseded: lowered ? open.map(({ id }) => id) : [] }
}

interface Row {
  id: string
  report_id: string
  number: string
  case_id: string | null
  case_number: string | null
  category: string
  tell: Notification['tell']
  assignee_name: string | null
  what: string
  due: string
  level: Level
  template: string
  template_version: number
  within: number
  state: Notification['state']
  made_at: string
  ended_at: string | null
  ended_by: string | null
  ended_why: string | null
  told: string | null
  told_at: string | null
  how: NonNullable<Notification['acknowledged']>['how'] | null
  note: string | null
}

const columns = `select d.*, r.number, r.category, r.case_number, r.assignee_name
  from duty d join report r on r.id = d.report_id`

const toNotification = (db: Reader, row: Row): Notification => ({
  id: row.id,
  report: row.number,
  reportId: row.report_id,
  caseId: row.case_id,
  caseNumber: row.case_number,
  category: row.category,
  tell: row.tell,
  member: row.tell === 'owner' ? row.assignee_name : null,
  what: row.what,
  due: row.due,
  rule: { level: row.level, template: row.template, version: row.template_version, within: row.within },
  state: row.state,
  madeAt: row.made_at,
  acknowledged:
    row.state === 'acknowledged' && row.how !== null && row.told_at !== null
      ? {
          at: row.ended_at ?? '',
          by: memberName(db, row.ended_by ?? ''),
          told: row.told ?? '',
          toldAt: row.told_at,
          how: row.how,
          note: row.note,
        }
      : null,
  superseded: row.state === 'superseded' ? { at: row.ended_at ?? '', why: row.ended_why ?? '' } : null,
})

/** The open notifications of the whole vault, the one that is due first at the top. */
export const notificationsDue = (db: Reader, limit = -1): Notification[] =>
  db
    .all<Row>(`${columns} where d.state = 'open' order by d.due_ms, d.seq, d.id limit ?`, limit)
    .map((row) => toNotification(db, row))

/** All notifications of a case's reports, those that ended among them, in the order in which they were due. */
export const notificationsOfCase = (db: Reader, caseId: string): Notification[] =>
  db
    .all<Row>(`${columns} where d.case_id = ? order by d.due_ms, d.seq, d.id`, caseId)
    .map((row) => toNotification(db, row))

export const notificationsOfReport = (db: Reader, reportId: string): Notification[] =>
  db
    .all<Row>(`${columns} where d.report_id = ? order by d.due_ms, d.seq, d.id`, reportId)
    .map((row) => toNotification(db, row))

/** Notifications in a state, of the vault. */
export const notificationsIn = (db: Reader, state: Notification['state'] | 'all', limit: number): Notification[] =>
  state === 'open'
    ? notificationsDue(db, limit)
    : db
        .all<Row>(
          `${columns} where ? in (d.state, 'all') order by d.due_ms desc, d.seq desc, d.id limit ?`,
          state,
          limit,
        )
        .map((row) => toNotification(db, row))

/** How many notifications are open, and how many of them are late. */
export function countNotifications(db: Reader, now: number, reportId?: string): { open: number; late: number } {
  const row = db.get<{ open: number; late: number }>(
    `select count(*) as open, count(*) filter (where due_ms < ?) as late from duty where state = 'open'
       and (? is null or report_id = ?)`,
    now,
    reportId ?? null,
    reportId ?? null,
  )
  return row ?? { open: 0, late: 0 }
}

/** A notification by its id. Fails with NOT_FOUND. */
export function findNotification(db: Reader, ref: string): Notification {
  const row = db.get<Row>(`${columns} where d.id = ?`, ref)
  if (row) return toNotification(db, row)
  throw new HoldfastError(
    'NOT_FOUND',
    `There is no notification “${ref}” in this vault.`,
    'See the notifications of the report, or `holdfast notification list`, for the ids.',
  )
}

import { eq, inArray } from 'drizzle-orm'
import { standardWords, type ResidualRisk } from '../../../../shared/contract/closure.ts'
import { capital, showInstant, spoken } from '../../../../shared/kernel/show.ts'
import { defineView, type FieldSet, type Forget, type Recorded } from '../../record/ledger/index.ts'
import { change, type Given, type Writer } from '../../record/vault/index.ts'
import { closureEntries } from './entries.ts'
import { allegations, closureRequests, closureStatements, closureTables, watchAnswers, watches } from './tables.ts'

/** Takes what was concluded in a case away when its record was destroyed. */
export const forgetClosure: Forget = (db, _, { case: { id: caseId } }) => {
  db.run(dropAnswers, { caseId })
  for (const table of [watches, allegations, closureStatements, closureRequests]) db.delete(table, { caseId })
}

const dropAnswers = change((to, { caseId }: Given<{ caseId: string }>) =>
  to
    .delete(watchAnswers)
    .where(
      inArray(watchAnswers.watchId, to.select({ id: watches.id }).from(watches).where(eq(watches.caseId, caseId))),
    ),
)

const answerRequest = (
  db: Writer,
  state: 'approved' | 'returned' | 'withdrawn',
  { at, actor, case: caseId = '' }: Recorded,
  reason: string | null,
  seen?: { size: number; root: string },
): void =>
  db.update(
    closureRequests,
    { caseId, state: 'waiting' },
    {
      state,
      answeredAt: at,
      answeredBy: actor,
      answerReason: reason,
      seenSize: seen?.size ?? null,
      seenRoot: seen?.root ?? null,
    },
  )

const partWords = {
  outcome: 'outcome',
  actionsTaken: 'actions taken',
  residual: 'residual risk',
  worked: 'what worked',
  didNot: 'what did not work',
}
type Part = keyof typeof partWords
type PartChange = { from: string | Residual | null; to: string | Residual } | undefined
type Residual = Pick<ResidualRisk, 'level' | 'text'>
const partsOf = (concluded: Partial<Record<Part, PartChange>>): [Part, NonNullable<PartChange>][] =>
  Object.entries(concluded).flatMap(([part, change]) => (change ? [[part as Part, change]] : []))

const inWords = (value: string | Residual | null): string | null =>
  value === null || typeof value === 'string' ? value : `${spoken(value.level)}: ${value.text}`

export const closureView = defineView({
  name: 'closure',
  revision: 1,
  entries: closureEntries,
  tables: closureTables,
  project: {
    'allegation.made': (db, { subject: id, case: caseId = '', seq }, made) =>
      db.insert(allegations, { ...made, id, caseId, seq }),
    'allegation.found': (db, { subject: id, at, actor, seq }, { finding, basis, facts }) =>
      db.update(allegations, { id }, { finding: finding.to, basis, facts, foundBy: actor, foundAt: at, foundSeq: seq }),
    'allegation.withdrawn': (db, { subject: id, at, actor }, { reason }) =>
      db.update(allegations, { id }, { withdrawnAt: at, withdrawnBy: actor, withdrawReason: reason }),
    'closure.concluded': (db, { case: caseId = '', at, actor, seq }, concluded) => {
      for (const [part, { to }] of partsOf(concluded)) {
        const { text, level } = typeof to === 'string' ? { text: to, level: null } : to
        db.insert(closureStatements, { caseId, part, text, level, byMember: actor, at, seq }, 'replace')
      }
    },
    'watch.set': (db, { subject: id, case: caseId = '', seq }, { owner, ...duty }) =>
      db.insert(watches, {
        ...duty,
        id,
        caseId,
        ownerMember: owner.id,
        owner: owner.name,
        dueMs: Date.parse(duty.due),
        seq,
      }),
    'watch.answered': (db, { subject: id, at, actor, seq }, { outcome, note, due, report }) => {
      db.insert(watchAnswers, { seq, watchId: id, outcome, note, byMember: actor, at, next: due.to, report })
      db.update(watches, { id }, { due: due.to, dueMs: due.to === null ? null : Date.parse(due.to) })
    },
    'watch.handed-over': (db, { subject: id }, { to }) =>
      db.update(watches, { id }, { ownerMember: to.id, owner: to.name }),
    'closure.requested': (db, { seq, at, actor, case: caseId = '' }, { remark, withoutApproval }) =>
      db.insert(closureRequests, {
        seq,
        caseId,
        state: withoutApproval === null ? 'waiting' : 'closed-alone',
        byMember: actor,
        at,
        remark,
      }),
    'closure.approved': (db, entry, { remark, seen }) => answerRequest(db, 'approved', entry, remark, seen),
    'closure.returned': (db, entry, { reason, seen }) => answerRequest(db, 'returned', entry, reason, seen),
    'closure.withdrawn': (db, entry, { reason }) => answerRequest(db, 'withdrawn', entry, reason),
  },
  changes: {
    'allegation.made': ({ text, standard }) => [
      { field: 'allegation', to: text },
      { field: 'standard of proof', to: standardWords[standard] },
    ],
    'allegation.found': ({ finding, basis, facts }) => [
      { field: 'finding', from: finding.from && spoken(finding.from), to: spoken(finding.to) },
      { field: 'basis', to: basis },
      { field: 'facts relied on', to: facts.length === 0 ? null : facts.map(({ label }) => label).join(', ') },
    ],
    'allegation.withdrawn': () => [{ field: 'finding', to: 'allegation withdrawn' }],
    'closure.concluded': (concluded) =>
      partsOf(concluded).map(([part, { from, to }]): FieldSet => ({
        field: partWords[part],
        from: inWords(from),
        to: inWords(to),
      })),
    'watch.set': ({ what, owner, due }) => [
      { field: 'duty', to: what },
      { field: 'owner', to: owner.name },
      { field: 'due', to: due },
    ],
    'watch.answered': ({ due }) => [{ field: 'due', from: due.from, to: due.to }],
    'watch.handed-over': ({ from, to }) => [{ field: 'owner', from: from.name, to: to.name }],
  },
  summarise: {
    'allegation.made': ({ number, text }) => `Allegation ${number}: ${text}`,
    'allegation.found': ({ number, finding, basis }) => `Allegation ${number} found ${spoken(finding.to)}: ${basis}`,
    'allegation.withdrawn': ({ number, reason }) => `Allegation ${number} withdrawn: ${reason}`,
    'closure.concluded': (concluded) =>
      partsOf(concluded)
        .map(([part, { to }]) => `${partWords[part]}: ${inWords(to) ?? ''}`)
        .join('; '),
    'watch.set': ({ number, kind, what, owner, due }) =>
      `${capital(kind)} ${number} for ${owner.name}, due ${showInstant(due)}: ${what}`,
    'watch.answered': ({ number, outcome, note, due, report }) =>
      `${number} ${outcome}${report === null ? '' : ` with ${report}`}: ${note}${
        due.to === null ? '' : ` (due again ${showInstant(due.to)})`
      }`,
    'watch.handed-over': ({ number, from, to, reason }) =>
      `${number} handed over from ${from.name} to ${to.name}: ${reason}`,
    'closure.requested': ({ caseNumber, withoutApproval }) =>
      withoutApproval === null
        ? `Closing of case ${caseNumber} asked for`
        : `Closing of case ${caseNumber} without approval: ${withoutApproval}`,
    'closure.approved': ({ caseNumber, remark }) =>
      `Closing of case ${caseNumber} approved${remark === null ? '' : `: ${remark}`}`,
    'closure.returned': ({ caseNumber, reason }) => `Closing of case ${caseNumber} returned: ${reason}`,
    'closure.withdrawn': ({ caseNumber, reason }) => `Request to close case ${caseNumber} withdrawn: ${reason}`,
  },
})

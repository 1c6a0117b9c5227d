import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import type { Involvement } from '../../../../shared/contract/subjects.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { idFrom } from '../../../../shared/kernel/ids.ts'
import { earliest, type OccurredAt } from '../../../../shared/kernel/time.ts'
import type { Workspace } from '../../record/members/index.ts'
import { query, type Given, type Reader } from '../../record/vault/index.ts'
import { aboutCase, aboutReport, type About } from './about.ts'
import { findInvolvement } from './involvements.ts'
import { findSubject, whoOf } from './queries.ts'
import { subjectsView } from './view.ts'
import { involvements } from './tables.ts'

type Done = Output<'involvement.record'>
function requireOrder(from: OccurredAt | null, to: OccurredAt | null): void {
  if (from === null || to === null || earliest(from) <= earliest(to) || to.value.startsWith(from.value)) return
  if (from.value.startsWith(to.value)) return
  throw new HoldfastError(
    'INVALID_INPUT',
    'The involvement would end before it began.',
    'Correct one of the two times; nothing was recorded.',
  )
}

const standing = query((from, { id, about, role }: Given<{ id: string; about: string; role: string }>) =>
  from
    .select({ from: involvements.fromWhen, to: involvements.toWhen })
    .from(involvements)
    .where(
      and(
        eq(involvements.subjectId, id),
        eq(sql`coalesce(${involvements.reportId}, ${involvements.caseId})`, about),
        eq(involvements.role, role),
        isNull(involvements.withdrawnAt),
      ),
    ),
)

/** Says that a subject is involved in a case or report, and as what. It is recorded for the one that was named. */
export function recordInvolvement({ ledger, ports }: Workspace, input: Checked<'involvement.record'>): Done {
  const { role, from, to, confidence, basis } = input
  requireOrder(from, to)
  return ledger.transact(({ db, append }) => {
    const found = findSubject(db, input.subject)
    const { number, ...about } =
      input.case === undefined ? aboutReport(db, input.report ?? '') : aboutCase(db, input.case)
    const there = db.all(standing, { id: found.id, about: about.subject, role }).some((one) => same(one, { from, to }))
    if (there) {
      throw new HoldfastError(
        'ALREADY_DONE',
        `${found.number} ${found.name} is on record in ${number} as ${role} already.`,
        'Give the times where it was so more than once; nothing was recorded.',
      )
    }
    const involvement = idFrom(ports.random(16))
    const payload = { involvement, who: whoOf(found), role, from, to, confidence, basis }
    append(subjectsView, 'involvement.recorded', about, payload)
    return { involvement }
  })
}

/** An involvement that stands, in a matter that can be worked in. */
function findStanding(db: Reader, ref: string): { found: Involvement; about: About } {
  const found = findInvolvement(db, ref)
  const { kind, id } = found.matter
  const { number, ...about } = kind === 'case' ? aboutCase(db, id) : aboutReport(db, id)
  if (found.withdrawn === null) return { found, about }
  throw new HoldfastError(
    'ALREADY_DONE',
    `The involvement of ${found.subject.number} in ${number} was withdrawn already.`,
    'Record a new one; nothing was changed.',
  )
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
const changeOf = <T>(from: T, to: T | undefined): { from: T; to: T } | undefined =>
  to === undefined || same(from, to) ? undefined : { from, to }

/** Ends or corrects an involvement; what was recorded first stays beside it. */
export function changeInvolvement({ ledger }: Workspace, input: Checked<'involvement.change'>): Done {
  return ledger.transact(({ db, append }) => {
    const { found, about } = findStanding(db, input.involvement)
    const changes = {
      role: changeOf(found.role, input.role),
      from: changeOf(found.from, input.from),
      to: changeOf(found.to, input.to),
      confidence: changeOf(found.confidence, input.confidence),
      basis: changeOf<string | null>(found.basis, input.basis),
    }
    if (Object.values(changes).every((one) => one === undefined)) {
      throw new HoldfastError(
        'ALREADY_DONE',
        'The involvement has these values already.',
        'Change at least one; nothing was recorded.',
      )
    }
    requireOrder(changes.from ? changes.from.to : found.from, changes.to ? changes.to.to : found.to)
    append(subjectsView, 'involvement.changed', about, {
      involvement: found.id,
      who: whoOf(found.subject),
      ...changes,
      reason: input.reason,
    })
    return { involvement: found.id }
  })
}

/** Says that an involvement was recorded in error. It stays on record as withdrawn. */
export function withdrawInvolvement({ ledger }: Workspace, input: Checked<'involvement.withdraw'>): Done {
  return ledger.transact(({ db, append }) => {
    const { found, about } = findStanding(db, input.involvement)
    append(subjectsView, 'involvement.withdrawn', about, {
      involvement: found.id,
      who: whoOf(found.subject),
      role: found.role,
      reason: input.reason,
    })
    return { involvement: found.id }
  })
}

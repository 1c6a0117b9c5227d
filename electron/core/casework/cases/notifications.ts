import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import type { MemberNamed } from '../../../../shared/contract/fields.ts'
import type { Notification } from '../../../../shared/contract/triage.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { assigneeOf, findNotification, intakeView } from '../../intake/reports/index.ts'
import { findMember, isAllowed, type Found, type Workspace } from '../../record/members/index.ts'
import type { Reader } from '../../record/vault/index.ts'
import { findWorkingCase, ownerOfCase } from './queries.ts'

/**
 * Records that somebody was told what a notification asks for, by the member who was told or by the one who told them. It goes
 * with the report into its case. Fails with NOT_FOUND, ALREADY_DONE, NOT_ALLOWED, INVALID_INPUT.
 */
export function acknowledgeNotification(
  { ledger, member }: Workspace,
  input: Checked<'notification.acknowledge'>,
): Output<'notification.acknowledge'> {
  return ledger.transact(({ at, db, append }) => {
    const duty = findNotification(db, input.duty)
    if (duty.state !== 'open') {
      throw new HoldfastError(
        'ALREADY_DONE',
        `The notification of ${duty.tell} about report ${duty.report} was ${duty.state} already.`,
        'Its report shows by whom and why; nothing was changed.',
      )
    }
    if (duty.caseId !== null) findWorkingCase(db, duty.caseId)
    const told = findMember(db, input.told ?? member.id)
    if (duty.tell === 'owner') requireOwner(db, duty, told)
    else requireReached(duty.tell, told)
    const toldAt = input.toldAt ?? at
    if (Date.parse(toldAt) > Date.parse(at)) {
      throw new HoldfastError(
        'INVALID_INPUT',
        `${told.name} cannot have been told at a time that lies in the future.`,
        'Give when it was done; nothing was changed.',
      )
    }
    append(
      intakeView,
      'duty.acknowledged',
      { subject: duty.reportId, case: duty.caseId ?? undefined },
      {
        duty: duty.id,
        tell: duty.tell,
        what: duty.what,
        told: { id: told.id, name: told.name },
        toldAt,
        how: input.how,
        ...(input.note === undefined ? {} : { note: input.note }),
      },
    )
    return { duty: duty.id, report: duty.report, told: told.name }
  })
}

/** Whom the owner is who must be told: the case's, and before there is a case who has the report for triage. */
const ownerOf = (db: Reader, { caseId, reportId }: Notification): MemberNamed | null =>
  caseId === null ? assigneeOf(db, reportId) : ownerOfCase(db, caseId)

/** A notification as it is shown: one to tell the owner names who that is. */
export const withOwner = (db: Reader, duty: Notification): Notification =>
  duty.tell === 'owner' ? { ...duty, member: ownerOf(db, duty)?.name ?? null } : duty

/** Fails with CONFLICT while nobody owns it, with NOT_ALLOWED for anybody but the owner. */
function requireOwner(db: Reader, duty: Notification, told: Found): void {
  const of = duty.caseNumber === null ? `report ${duty.report}` : `case ${duty.caseNumber}`
  const owner = ownerOf(db, duty)
  if (owner === null) {
    throw new HoldfastError(
      'CONFLICT',
      `Nobody owns ${of} yet, so its owner cannot have been told.`,
      duty.caseNumber === null
        ? 'Assign the report first, or promote it to a case with an owner; nothing was changed.'
        : 'Give the case an owner first; nothing was changed.',
    )
  }
  if (owner.id === told.id) return
  throw new HoldfastError(
    'NOT_ALLOWED',
    `${told.name} does not own ${of}, so telling them is not this notification.`,
    `Its owner is ${owner.name}; nothing was changed.`,
  )
}

/** An approver is who may approve; a role is who has it. Fails with NOT_ALLOWED. */
function requireReached(tell: Exclude<Notification['tell'], 'owner'>, { name, roles }: Found): void {
  if (tell === 'approver' ? isAllowed(roles, 'case.approve') : roles.includes(tell)) return
  throw new HoldfastError(
    'NOT_ALLOWED',
    `${name} is no ${tell}, so telling them is not this notification.`,
    `Name the ${tell} who was told; nothing was changed.`,
  )
}

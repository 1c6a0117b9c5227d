import type { Role } from '../../../../shared/contract/permissions.ts'
import type { MemberNamed } from '../../../../shared/contract/fields.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { count } from '../../../../shared/kernel/show.ts'
import type { Transaction } from '../ledger/index.ts'
import type { Reader } from '../vault/index.ts'
import { isAllowed } from './permissions.ts'
import { findMember, type Found } from './queries.ts'

/** What members answer for. The feature that keeps it says how it is counted and how it passes to another. */
export interface Responsibility {
  /** How much of it a member has open, and what one is called. */
  held(db: Reader, member: string): { count: number; noun: string }
  /** What of it would pass to another, each by its number. */
  passes(db: Reader, member: string): { noun: string; ref: string; title: string }[]
  /** Passes all of it on, each with its old and new owner. */
  handOver(transaction: Transaction, from: MemberNamed, to: MemberNamed, reason: string): void
  /** Takes away what a member with these roles may not keep and nobody has to have. */
  release(transaction: Transaction, member: MemberNamed, roles: readonly Role[], reason: string): void
}

/** An active member who may work on cases, by name or id. Fails with NOT_FOUND, CONFLICT or NOT_ALLOWED. */
export function findWorker(db: Reader, ref: string): Found {
  const found = requireActive(findMember(db, ref))
  if (isAllowed(found.roles, 'case.write')) return found
  throw new HoldfastError(
    'NOT_ALLOWED',
    `${found.name} may not work on cases (${found.roles.join(', ')}).`,
    'Choose an investigator or a supervisor; nothing was changed.',
  )
}

/** An active member who may approve, by name or id. Fails with NOT_FOUND, CONFLICT or NOT_ALLOWED. */
export function findApprover(db: Reader, ref: string): Found {
  const found = requireActive(findMember(db, ref))
  if (isAllowed(found.roles, 'case.approve')) return found
  throw new HoldfastError(
    'NOT_ALLOWED',
    `${found.name} may not approve (${found.roles.join(', ')}).`,
    'Choose a supervisor; nothing was changed.',
  )
}

/** An active member who may read cases, by name or id. Fails with NOT_FOUND, CONFLICT or NOT_ALLOWED. */
export function findReader(db: Reader, ref: string): Found {
  const found = requireActive(findMember(db, ref))
  if (isAllowed(found.roles, 'case.read')) return found
  throw new HoldfastError(
    'NOT_ALLOWED',
    `${found.name} may not read cases (${found.roles.join(', ')}).`,
    'Choose a member who may; nothing was changed.',
  )
}

function requireActive(found: Found): Found {
  if (found.state === 'active') return found
  throw new HoldfastError(
    'CONFLICT',
    `${found.name} was invited and has not accepted yet.`,
    'Choose a member who opens the vault already; nothing was changed.',
  )
}

/** Who leaves or may no longer work on cases, with the roles that are left, and who takes over. */
export interface Leaving {
  member: Found
  roles: readonly Role[]
  handOverTo: string | undefined
}

/**
 * Who takes over what a member still owns; undefined when they may keep it or own nothing. Fails with CONFLICT, which
 * says how much they own, when nobody was named.
 */
export function successorOf(
  db: Reader,
  responsibilities: readonly Responsibility[],
  { member, roles, handOverTo }: Leaving,
): Found | undefined {
  const to = handOverTo === undefined ? undefined : findWorker(db, handOverTo)
  if (to?.id === member.id) {
    throw new HoldfastError(
      'CONFLICT',
      `${member.name} cannot hand over to themselves.`,
      'Name another member; nothing was changed.',
    )
  }
  if (isAllowed(roles, 'case.write')) return undefined
  const held = responsibilities.map((one) => one.held(db, member.id)).filter((one) => one.count > 0)
  if (held.length === 0 || to) return to
  throw new HoldfastError(
    'CONFLICT',
    `${member.name} still owns ${held.map((one) => count(one.count, one.noun)).join(' and ')}.`,
    'Say who takes over, and it is handed over in the same act; nothing was changed.',
  )
}

/** Passes on what a member may not keep, and takes them off what needs nobody in their place. */
export function relieve(
  transaction: Transaction,
  responsibilities: readonly Responsibility[],
  leaving: Leaving,
  reason: string,
): void {
  const { member, roles } = leaving
  const to = successorOf(transaction.db, responsibilities, leaving)
  for (const one of responsibilities) {
    if (to) one.handOver(transaction, member, to, reason)
    one.release(transaction, member, roles, reason)
  }
}

import type { Role } from '../../../../shared/contract/permissions.ts'
import type { Reader } from '../vault/index.ts'
import { aboutMembers, type Said } from './members.ts'

/** Entries that an administrator alone records, and none about themselves. */
const administrators = new Set(['member.added', 'member.roles-changed', 'member.revoked'])
/** Entries that the member whom they are about records. */
const own = new Set(['member.activated', 'member.keys-renewed'])

/** An entry about the vault or its members. */
interface Act {
  seq: number
  type: string
  actor: string
  said: Said
}
/** The roles that each member was given, and whether they still have to accept an invitation. */
export type Roles = Map<string, { given: readonly Role[]; invited: boolean }>

/** The roles that a member has: none before they accept, since whoever invited them knows the words that sign. */
export function rolesOf(roles: Roles, member: string): readonly Role[] {
  const found = roles.get(member)
  return found && !found.invited ? found.given : []
}

/** Why whoever recorded an entry had no right to, by the roles that members had before it; in words. */
export function faultsOfAct(roles: Roles, act: Act): string[] {
  const { seq, type, actor } = act
  if (type === 'vault.created') return seq > 0 ? ['A vault is made once; this entry makes it again.'] : []
  const { member } = act.said
  if (typeof member !== 'string') return []
  const faults: string[] = []
  if (administrators.has(type)) {
    if (!rolesOf(roles, actor).includes('administrator'))
      faults.push('Whoever changed the members here was no administrator then.')
    if (member === actor) faults.push('A member changed their own part here, which nobody does.')
  }
  if (own.has(type) && member !== actor) faults.push('The keys of a member were changed here by somebody else.')
  if (type === 'member.added' && roles.has(member))
    faults.push('A member who was there already was added a second time.')
  return faults
}

/** Puts what an entry says of roles into effect. */
export function rolesAfter(roles: Roles, { type, said }: Act): void {
  const { member } = said
  if (typeof member === 'object') roles.set(member.id, { given: member.roles, invited: false })
  if (typeof member !== 'string') return
  const before = roles.get(member)
  if (type === 'member.added') roles.set(member, { given: said.roles ?? [], invited: said.invited === true })
  if (type === 'member.activated' && before) roles.set(member, { ...before, invited: false })
  if (type === 'member.roles-changed') roles.set(member, { given: said.to ?? [], invited: before?.invited === true })
  if (type === 'member.revoked') roles.set(member, { given: [], invited: false })
}

/**
 * Entries about members that whoever recorded them had no right to at that place: everybody who holds the vault key could
 * write them. In words.
 */
export function actFaults(db: Reader): { seq: number; why: string }[] {
  const roles: Roles = new Map()
  return aboutMembers(db, Number.MAX_SAFE_INTEGER).flatMap((act) => {
    const faults = faultsOfAct(roles, act)
    rolesAfter(roles, act)
    return faults.map((why) => ({ seq: act.seq, why }))
  })
}

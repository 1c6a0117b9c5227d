import type { Role } from '../../../shared/contract/permissions.ts'
import type { Reader } from '../vault/index.ts'
import { aboutMembers } from './members.ts'

/** Entries that an administrator alone records, and none about themselves. */
const administrators = new Set(['member.added', 'member.roles-changed', 'member.revoked'])
/** Entries that the member whom they are about records. */
const own = new Set(['member.activated', 'member.keys-renewed'])

/**
 * Entries about members that whoever recorded them had no right to at that place: everybody who holds the vault key could
 * write them. In words.
 */
export function actFaults(db: Reader): { seq: number; why: string }[] {
  const roles = new Map<string, readonly Role[]>()
  const found: { seq: number; why: string }[] = []
  for (const { seq, type, actor, body } of aboutMembers(db, Number.MAX_SAFE_INTEGER)) {
    const wrong = (why: string): void => void found.push({ seq, why })
    const said = JSON.parse(body) as { member?: unknown; roles?: Role[]; to?: Role[] }
    if (type === 'vault.created') {
      const first = said.member as { id: string; roles: Role[] }
      if (seq > 0) wrong('A vault is made once; this entry makes it again.')
      roles.set(first.id, first.roles)
      continue
    }
    const member = String(said.member)
    if (administrators.has(type)) {
      if (!roles.get(actor)?.includes('administrator'))
        wrong('Whoever changed the members here was no administrator then.')
      if (member === actor) wrong('A member changed their own part here, which nobody does.')
    }
    if (own.has(type) && member !== actor) wrong('The keys of a member were changed here by somebody else.')
    if (type === 'member.added') {
      if (roles.has(member)) wrong('A member who was there already was added a second time.')
      roles.set(member, said.roles ?? [])
    }
    if (type === 'member.roles-changed') roles.set(member, said.to ?? [])
    if (type === 'member.revoked') roles.set(member, [])
  }
  return found
}

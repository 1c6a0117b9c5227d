import type { Role } from '../../../../shared/contract/permissions.ts'
import type { Reader } from '../vault/index.ts'
import { aboutMembers } from './members.ts'

/** Entries that an administrator alone records, and none about themselves. */
const administrators = new Set(['member.added', 'member.roles-changed', 'member.revoked'])
/** Entries that the member whom they are about records. */
const own = new Set(['member.activated', 'member.keys-renewed'])

/** An entry about the vault or its members. */
interface Act {
  seq: number
  type: string
  actor: string
  body: string
}
type Roles = Map<string, readonly Role[]>

const saidIn = ({ body }: Act): { member?: unknown; roles?: unknown; to?: unknown } =>
  JSON.parse(body) as { member?: unknown; roles?: unknown; to?: unknown }
/** Whoever holds the vault key can write what is no list. */
const listOf = (roles: unknown): Role[] => (Array.isArray(roles) ? (roles as Role[]) : [])

/** Why whoever recorded an entry had no right to, by the roles that members had before it; in words. */
export function faultsOfAct(roles: Roles, act: Act): string[] {
  const { seq, type, actor } = act
  if (type === 'vault.created') return seq > 0 ? ['A vault is made once; this entry makes it again.'] : []
  const member = String(saidIn(act).member)
  const faults: string[] = []
  if (administrators.has(type)) {
    if (!roles.get(actor)?.includes('administrator'))
      faults.push('Whoever changed the members here was no administrator then.')
    if (member === actor) faults.push('A member changed their own part here, which nobody does.')
  }
  if (own.has(type) && member !== actor) faults.push('The keys of a member were changed here by somebody else.')
  if (type === 'member.added' && roles.has(member))
    faults.push('A member who was there already was added a second time.')
  return faults
}

/** Puts what an entry says of roles into effect. */
export function rolesAfter(roles: Roles, act: Act): void {
  const { type } = act
  const said = saidIn(act)
  if (type === 'vault.created') {
    const first = said.member as { id?: unknown; roles?: unknown } | null | undefined
    roles.set(String(first?.id), listOf(first?.roles))
  }
  const member = String(said.member)
  if (type === 'member.added') roles.set(member, listOf(said.roles))
  if (type === 'member.roles-changed') roles.set(member, listOf(said.to))
  if (type === 'member.revoked') roles.set(member, [])
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

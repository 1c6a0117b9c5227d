import { and, desc, eq, ne, or } from 'drizzle-orm'
import type { Member } from '../../../../shared/contract/members.ts'
import type { Role } from '../../../../shared/contract/permissions.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { query, type Given, type Reader } from '../vault/index.ts'
import { isAdministratorBesides } from './approvers.ts'
import { owesRenewal, type Workspace } from './members.ts'
import { memberName } from './names.ts'
import { isAllowed } from './permissions.ts'
import { members } from './tables.ts'

/** A member as commands judge them. */
export interface Found {
  id: string
  name: string
  roles: Role[]
  state: Member['state']
}

const everybody = query((from) => from.select().from(members).orderBy(members.seq))

/** Everybody who may open the vault or once might, in the order in which they came. */
export function listMembers({ db, vault, member }: Workspace): Omit<Member, 'certificate'>[] {
  const toldWhy = isAllowed(member.roles, 'member.manage') || isAllowed(member.roles, 'case.read')
  return db.all(everybody).map((row) => ({
    id: row.id,
    name: row.name,
    roles: row.roles,
    state: row.state,
    addedAt: row.addedAt,
    addedBy: memberName(db, row.addedBy),
    activeSince: row.activeSince,
    revoked:
      row.revokedAt === null
        ? null
        : {
            at: row.revokedAt,
            by: memberName(db, row.revokedBy ?? ''),
            reason: toldWhy ? (row.revokedReason ?? '') : null,
          },
    hasSheet: vault.header.slots.some((slot) => slot.member === row.id && slot.kind === 'recovery'),
    owesKeys: row.state !== 'revoked' && vault.header.identity !== undefined && owesRenewal(db, row.id),
    own: row.id === member.id,
  }))
}

const named = query((from, { ref }: Given<{ ref: string }>) =>
  from
    .select({ id: members.id, name: members.name, roles: members.roles, state: members.state })
    .from(members)
    .where(and(or(eq(members.id, ref), eq(members.name, ref)), ne(members.state, 'revoked')))
    .orderBy(desc(eq(members.id, ref))),
)

/** Whether a member who was not revoked has this name. */
export const isNameTaken = (db: Reader, name: string): boolean =>
  db.all(named, { ref: name }).some((row) => row.name === name)

/** A member who was not revoked, by id or name. Fails with NOT_FOUND, or with CONFLICT when two have the name. */
export function findMember(db: Reader, ref: string): Found {
  const rows = db.all(named, { ref })
  const [row, another] = rows
  if (!row) {
    throw new HoldfastError(
      'NOT_FOUND',
      `There is no member “${ref}” in this vault.`,
      'See the list of members for names and ids.',
    )
  }
  if (another && row.id !== ref) {
    throw new HoldfastError(
      'CONFLICT',
      `${rows.length} members have the name “${ref}”.`,
      'Name the one you mean by the id, which the list of members shows.',
    )
  }
  return row
}

/** Nobody changes what they may do themselves: it takes another administrator. Fails with NOT_ALLOWED. */
export function requireOther({ member }: Workspace, { id }: Found, what: string): void {
  if (id !== member.id) return
  throw new HoldfastError(
    'NOT_ALLOWED',
    `Nobody ${what} themselves.`,
    'Ask another administrator; nothing was changed.',
  )
}

/** A vault without an administrator could never be given one again. Fails with NOT_ALLOWED. */
export function requireAdministratorLeft(db: Reader, { id, name }: Found): void {
  if (isAdministratorBesides(db, id)) return
  throw new HoldfastError(
    'NOT_ALLOWED',
    `${name} is the last administrator of this vault.`,
    'Make another member an administrator first; nothing was changed.',
  )
}

/** Whom the member at work may revoke. Fails with NOT_FOUND, CONFLICT or NOT_ALLOWED. */
export function requireRevocable(workspace: Workspace, ref: string): Found {
  const found = findMember(workspace.db, ref)
  requireOther(workspace, found, 'revokes')
  requireAdministratorLeft(workspace.db, found)
  return found
}

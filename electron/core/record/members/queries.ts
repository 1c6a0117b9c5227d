import type { Member } from '../../../../shared/contract/members.ts'
import type { Role } from '../../../../shared/contract/permissions.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import type { Reader } from '../vault/index.ts'
import { owesRenewal, type Workspace } from './members.ts'
import { memberName } from './names.ts'
import { isAllowed } from './permissions.ts'

interface Row {
  id: string
  name: string
  roles: string
  state: Member['state']
  added_at: string
  added_by: string
  active_since: string | null
  revoked_at: string | null
  revoked_by: string | null
  revoked_reason: string | null
}

/** A member as commands judge them. */
export interface Found {
  id: string
  name: string
  roles: Role[]
  state: Member['state']
}

/** Everybody who may open the vault or once might, in the order in which they came. */
export function listMembers({ db, vault, member }: Workspace): Omit<Member, 'certificate'>[] {
  const toldWhy = isAllowed(member.roles, 'member.manage') || isAllowed(member.roles, 'case.read')
  return db.all<Row>('select * from member order by seq').map((row) => ({
    id: row.id,
    name: row.name,
    roles: JSON.parse(row.roles) as Role[],
    state: row.state,
    addedAt: row.added_at,
    addedBy: memberName(db, row.added_by),
    activeSince: row.active_since,
    revoked:
      row.revoked_at === null
        ? null
        : {
            at: row.revoked_at,
            by: memberName(db, row.revoked_by ?? ''),
            reason: toldWhy ? (row.revoked_reason ?? '') : null,
          },
    hasSheet: vault.header.slots.some((slot) => slot.member === row.id && slot.kind === 'recovery'),
    owesKeys: row.state !== 'revoked' && vault.header.identity !== undefined && owesRenewal(db, row.id),
    own: row.id === member.id,
  }))
}

/** A member who was not revoked, by id or name. Fails with NOT_FOUND, or with CONFLICT when two have the name. */
export function findMember(db: Reader, ref: string): Found {
  const rows = db.all<Row>(
    `select * from member where (id = ? or name = ?) and state <> 'revoked' order by id = ? desc`,
    ref,
    ref,
    ref,
  )
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
  return { id: row.id, name: row.name, roles: JSON.parse(row.roles) as Role[], state: row.state }
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
  const others = db
    .all<{ roles: string }>(`select roles from member where id <> ? and state = 'active'`, id)
    .some(({ roles }) => (JSON.parse(roles) as Role[]).includes('administrator'))
  if (others) return
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

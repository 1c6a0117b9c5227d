import { and, eq, ne } from 'drizzle-orm'
import type { Permission } from '../../../../shared/contract/permissions.ts'
import { query, type Given, type Reader } from '../vault/index.ts'
import { isAllowed } from './permissions.ts'
import { members } from './tables.ts'

const activeBesides = query((from, { besides }: Given<{ besides: string }>) =>
  from
    .select({ id: members.id, name: members.name, roles: members.roles })
    .from(members)
    .where(and(ne(members.id, besides), eq(members.state, 'active')))
    .orderBy(members.seq),
)

/** Active members besides one who may do something, in the order in which they came. */
export const othersWhoMay = (db: Reader, permission: Permission, besides: string): { id: string; name: string }[] =>
  db
    .all(activeBesides, { besides })
    .filter(({ roles }) => isAllowed(roles, permission))
    .map(({ id, name }) => ({ id, name }))

/** Whether somebody besides one manages members. */
export const isAdministratorBesides = (db: Reader, besides: string): boolean =>
  db.all(activeBesides, { besides }).some(({ roles }) => roles.includes('administrator'))

import type { Permission, Role } from '../../../../shared/contract/permissions.ts'
import type { Reader } from '../vault/index.ts'
import { isAllowed } from './permissions.ts'

/** Active members besides one who may do something, in the order in which they came. */
export const othersWhoMay = (db: Reader, permission: Permission, besides: string): { id: string; name: string }[] =>
  db
    .all<{ id: string; name: string; roles: string }>(
      `select id, name, roles from member where id <> ? and state = 'active' order by seq`,
      besides,
    )
    .filter(({ roles }) => isAllowed(JSON.parse(roles) as Role[], permission))
    .map(({ id, name }) => ({ id, name }))

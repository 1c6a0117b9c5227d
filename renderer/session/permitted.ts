import { readingPermissions, type Permission } from '../../shared/contract/permissions.ts'
import type { VaultInfo } from '../../shared/contract/vault.ts'
import { words } from './catalogue.ts'

/** Whether the member at work may do something. The core decides all the same; this keeps the window from asking in vain. */
export interface May {
  /** One of the member's roles grants it. */
  granted: boolean
  /** It is granted, and it can be done in the vault as it is open now. */
  now: boolean
  /** Why it cannot be done now although it is granted. */
  why: string | null
}

export function mayIn(vault: Pick<VaultInfo, 'permissions' | 'fault'> | undefined, permission: Permission): May {
  const granted = vault?.permissions.includes(permission) ?? false
  const stopped = granted && !readingPermissions.has(permission) && (vault?.fault ?? null) !== null
  return { granted, now: granted && !stopped, why: stopped ? words.readingOnly(String(vault?.fault)) : null }
}

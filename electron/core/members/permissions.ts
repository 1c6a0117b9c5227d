import type { Permission, Role } from '../../../shared/contract/permissions.ts'

const reading: Permission[] = ['vault.open', 'report.read', 'case.read', 'exhibit.read']
const working: Permission[] = [
  ...reading,
  'report.write',
  'report.triage',
  'case.write',
  'exhibit.write',
  'note.write',
  'packet.build',
  'ledger.read',
]

/** What each role may do (design, section 6). */
const granted: Record<Role, readonly Permission[]> = {
  reporter: ['vault.open', 'report.write'],
  investigator: working,
  supervisor: working,
  counsel: [...reading, 'packet.build', 'ledger.read'],
  auditor: ['vault.open', 'ledger.read'],
  administrator: ['vault.open', 'ledger.read'],
}

/** Whether any of a member's roles grants a permission. */
export const isAllowed = (roles: readonly Role[], permission: Permission): boolean =>
  roles.some((role) => granted[role].includes(permission))

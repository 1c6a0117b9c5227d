import { permissions, type Permission, type Role } from '../../../../shared/contract/permissions.ts'

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
  'ledger.anchor',
  'vault.maintain',
  'record.mark',
]

/** What each role may do (design, section 6). */
const granted: Record<Role, readonly Permission[]> = {
  reporter: ['vault.open', 'report.write'],
  investigator: working,
  supervisor: [...working, 'case.approve', 'case.hold', 'record.destroy', 'settings.write'],
  counsel: [
    ...reading,
    'packet.build',
    'ledger.read',
    'ledger.anchor',
    'case.hold',
    'record.destroy',
    'record.mark',
    'privilege.release',
  ],
  auditor: ['vault.open', 'ledger.read', 'ledger.anchor'],
  administrator: ['vault.open', 'ledger.read', 'ledger.anchor', 'vault.maintain', 'member.manage', 'settings.write'],
}

/** All that a member's roles let them do, in the order of the contract. */
export const permissionsOf = (roles: readonly Role[]): Permission[] =>
  permissions.filter((permission) => isAllowed(roles, permission))

/** Whether any of a member's roles grants a permission. */
export const isAllowed = (roles: readonly Role[], permission: Permission): boolean =>
  roles.some((role) => granted[role].includes(permission))

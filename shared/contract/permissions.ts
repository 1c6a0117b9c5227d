/** What a role may do. Every procedure of the contract names one. */
export const permissions = [
  'report.write',
  'report.read',
  'report.triage',
  'case.read',
  'case.write',
  'case.approve',
  'exhibit.read',
  'exhibit.write',
  'note.write',
  'packet.build',
  'ledger.read',
  'ledger.anchor',
  'vault.open',
  'vault.maintain',
  'member.manage',
  'case.hold',
  'record.destroy',
  'settings.write',
  'record.mark',
  'privilege.release',
] as const
export type Permission = (typeof permissions)[number]

export const roles = ['reporter', 'investigator', 'supervisor', 'counsel', 'auditor', 'administrator'] as const
export type Role = (typeof roles)[number]

/** What only reads, and so goes on in a vault that takes no more entries. */
export const readingPermissions: ReadonlySet<Permission> = new Set([
  'report.read',
  'case.read',
  'exhibit.read',
  'ledger.read',
  'vault.open',
])

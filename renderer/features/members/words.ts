import type { Member } from '../../../shared/contract/members.ts'
import { roles, type Role } from '../../../shared/contract/permissions.ts'

/** Each role in one line: what it may do, as a person who gives it must know. */
export const roleWords: Record<Role, string> = {
  reporter: 'Files reports. Sees no report, no case and no exhibit.',
  investigator: 'Works on reports, cases, exhibits and notes, and builds packets.',
  supervisor: 'All that an investigator does; places holds, orders and approves destruction.',
  counsel: 'Reads reports, cases and exhibits; builds packets; places holds, orders and approves destruction.',
  auditor: 'Reads the ledger and audits it. Sees no content.',
  administrator: 'Adds and revokes members and changes the vault key. Sees no case content by this role.',
}

export const allRoles = roles

export const stateWords: Record<Member['state'], string> = {
  invited: 'Invited',
  active: 'Active',
  revoked: 'Revoked',
}

export const certificateWords: Record<Member['certificate']['state'], string> = {
  none: 'None yet',
  requested: 'Requested',
  issued: 'Issued',
  revoked: 'Revoked',
}

/** `supervisor, counsel` */
export const rolesInWords = (held: readonly Role[]): string => held.join(', ')

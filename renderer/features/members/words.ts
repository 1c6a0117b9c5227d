import type { Member } from '../../../shared/contract/members.ts'
import { roles, type Role } from '../../../shared/contract/permissions.ts'
import { words } from './catalogue.ts'

/** Each role in one line: what it may do, as a person who gives it must know. */
export const roleWords: Record<Role, string> = words.roleWords

export const allRoles = roles

export const stateWords: Record<Member['state'], string> = words.stateWords

export const certificateWords: Record<Member['certificate']['state'], string> = words.certificateWords

/** `supervisor, counsel` */
export const rolesInWords = (held: readonly Role[]): string => held.join(', ')

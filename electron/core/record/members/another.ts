import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import type { Workspace } from './members.ts'

/** Nobody approves their own work: fails with NEEDS_ANOTHER_MEMBER when the member at work is the one who did it. */
export function requireAnother(
  { member }: Pick<Workspace, 'member'>,
  who: string,
  what: string,
  why = 'asked for this',
): void {
  if (member.id !== who) return
  throw new HoldfastError(
    'NEEDS_ANOTHER_MEMBER',
    `${member.name} ${why} and may not ${what}: it takes two people.`,
    'Ask another member with the right to it; nothing was changed.',
  )
}

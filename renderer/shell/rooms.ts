import { commandWords, type CommandId } from '../../shared/contract/commands.ts'
import type { Permission } from '../../shared/contract/permissions.ts'
import type { IconName } from '../ui/icons.tsx'

export type RoomPath =
  '/queue' | '/queue/new' | '/cases' | '/tasks' | '/subjects' | '/ledger' | '/members' | '/settings'

interface Room {
  to: RoomPath
  name: string
  icon: IconName
  needs: Permission
  /** The command that leads there. */
  command: CommandId
}

const room = (to: RoomPath & CommandId, icon: IconName, needs: Permission): Room => ({
  to,
  get name() {
    return commandWords[to].label
  },
  icon,
  needs,
  command: to,
})

const rooms: readonly Room[] = [
  room('/queue', 'queue', 'report.read'),
  room('/cases', 'cases', 'case.read'),
  room('/tasks', 'check', 'case.read'),
  room('/subjects', 'people', 'case.read'),
  room('/ledger', 'ledger', 'ledger.read'),
  room('/members', 'members', 'vault.open'),
  room('/settings', 'settings', 'vault.open'),
]
/** The queue of those who take reports in and read none. */
const intake: Room = {
  to: '/queue/new',
  get name() {
    return commandWords['report.new'].label
  },
  icon: 'queue',
  needs: 'report.write',
  command: 'report.new',
}

/** The rooms that somebody with these permissions may enter, in the order of the rail. */
export function roomsFor(permissions: readonly Permission[]): Room[] {
  const mine = rooms.filter(({ needs }) => permissions.includes(needs))
  return permissions.includes('report.read') || !permissions.includes('report.write') ? mine : [intake, ...mine]
}

/** Where somebody with these permissions begins. */
export const firstRoom = (permissions: readonly Permission[]): RoomPath => roomsFor(permissions)[0]?.to ?? '/members'

/** What a place in the window needs; null for one that is open to everybody. */
export function neededAt(pathname: string): Permission | null {
  if (pathname === intake.to) return intake.needs
  return rooms.find(({ to }) => pathname === to || pathname.startsWith(`${to}/`))?.needs ?? null
}

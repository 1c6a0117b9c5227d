import type { Permission } from '../../shared/contract/permissions.ts'
import type { IconName } from '../ui/icons.tsx'

export type RoomPath =
  '/queue' | '/queue/new' | '/cases' | '/tasks' | '/subjects' | '/ledger' | '/members' | '/settings'

interface Room {
  to: RoomPath
  name: string
  icon: IconName
  needs: Permission
  /** How it is reached from everywhere. */
  says: string
  key?: string
}

const rooms: readonly Room[] = [
  { to: '/queue', name: 'Queue', icon: 'queue', needs: 'report.read', says: 'go to the queue', key: 'Mod+1' },
  { to: '/cases', name: 'Cases', icon: 'cases', needs: 'case.read', says: 'go to the cases', key: 'Mod+2' },
  { to: '/tasks', name: 'Tasks', icon: 'check', needs: 'case.read', says: 'go to the tasks', key: 'Mod+4' },
  { to: '/subjects', name: 'People & places', icon: 'people', needs: 'case.read', says: 'go to people and places' },
  { to: '/ledger', name: 'Ledger', icon: 'ledger', needs: 'ledger.read', says: 'go to the ledger', key: 'Mod+3' },
  { to: '/members', name: 'Members', icon: 'members', needs: 'vault.open', says: 'go to the members' },
  { to: '/settings', name: 'Settings', icon: 'settings', needs: 'vault.open', says: 'go to the settings' },
]
/** The queue of those who take reports in and read none. */
const intake: Room = {
  to: '/queue/new',
  name: 'New report',
  icon: 'queue',
  needs: 'report.write',
  says: 'new report',
  key: 'Mod+1',
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

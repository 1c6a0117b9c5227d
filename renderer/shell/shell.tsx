import { Outlet, useLocation, useNavigate } from '@tanstack/react-router'
import { useState, type MouseEvent, type ReactElement } from 'react'
import { useLateOnIcon } from '../session/due.ts'
import { useDuePlace } from './due-place.ts'
import { useAuditAtUnlock } from '../session/audit.ts'
import { bridge } from '../session/bridge.ts'
import { OpenedInVault } from '../features/opened/index.ts'
import { Palette } from './palette.tsx'
import { KeysHelp } from './keys-help.tsx'
import { useCommands } from '../session/commands.ts'
import { Door } from './home.tsx'
import { Notices } from './notices.tsx'
import { Rail } from './rail.tsx'
import { roomsFor, type RoomPath } from './rooms.ts'
import { useMay } from '../session/may.tsx'
import { useOpenVault } from '../features/computer/index.ts'
import { leaveFor, lockVault, nameOfFolder, useTouch, type VaultInfo } from '../session/session.ts'
import { useTitle } from '../session/title.ts'
import { StatusLine } from './status-line.tsx'
import { words } from './catalogue.ts'
import styles from './shell.module.css'

/** The window with an open vault: rail, room, status line, and what lies over them. */
export function Shell({ vault }: { vault: VaultInfo }): ReactElement {
  const [over, setOver] = useState<'palette' | 'keys' | null>(null)
  const navigate = useNavigate()
  useTouch()
  const { pathname } = useLocation()
  useTitle('vault', vault.name)
  useTitle('room', roomsFor(vault.permissions).find(({ to }) => pathname.startsWith(to))?.name)
  useLateOnIcon()
  useDuePlace(vault)
  useAuditAtUnlock(vault.auditDue)
  const close = (): void => setOver(null)
  const goTo = (to: RoomPath | '/vault' | '/queue/import' | '/about' | '/computer' | '/check') => () => {
    close()
    void navigate({ to })
  }
  const openVault = useOpenVault(
    (dir) => dir !== vault.dir && void leaveFor({ kind: 'unlock', dir, name: nameOfFolder(dir) }),
    () => void leaveFor({ kind: 'choose' }),
  )
  const writes = useMay('report.write').now
  useCommands({
    ...Object.fromEntries(roomsFor(vault.permissions).map(({ command, to }) => [command, goTo(to)])),
    'report.new': writes && goTo('/queue/new'),
    import: writes && goTo('/queue/import'),
    'window.new': bridge.newWindow,
    'vault.new': () => void leaveFor({ kind: 'make' }),
    'vault.open': openVault,
    print: () => window.print(),
    lock: () => void lockVault(),
    find: () => setOver('palette'),
    '/vault': goTo('/vault'),
    'packet.check': goTo('/check'),
    preferences: goTo('/computer'),
    about: goTo('/about'),
    keys: () => setOver('keys'),
  })
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#room" onClick={toContent}>
        {words.skipToTheContent}
      </a>
      <Rail vault={vault} />
      <main className={styles.room} id="room" tabIndex={-1}>
        <Notices />
        <OpenedInVault vault={vault} />
        <div className={styles['room-body']}>
          <Door vault={vault}>
            <Outlet />
          </Door>
        </div>
      </main>
      <StatusLine openPalette={() => setOver('palette')} />
      {over === 'palette' && <Palette onClose={close} />}
      {over === 'keys' && <KeysHelp onClose={close} />}
    </div>
  )
}

/** The address is the router's, so the focus is moved without it. */
const toContent = (event: MouseEvent): void => {
  event.preventDefault()
  document.getElementById('room')?.focus()
}

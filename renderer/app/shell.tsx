import { Outlet, useNavigate } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { useAuditAtUnlock } from './audit.ts'
import { Palette } from './palette.tsx'
import { KeysHelp } from './keys-help.tsx'
import { useKeys } from './keys.ts'
import { Notices } from './notices.tsx'
import { Rail } from './rail.tsx'
import { useTouch, type AppState } from './session.ts'
import { StatusLine } from './status-line.tsx'

/** The window with an open vault: rail, room, status line, and what lies over them. */
export function Shell({ state }: { state: AppState }): ReactElement {
  const [over, setOver] = useState<'palette' | 'keys' | null>(null)
  const navigate = useNavigate()
  useTouch()
  useAuditAtUnlock(state.open?.auditDue ?? null)
  useKeys('Everywhere', [
    { key: 'Mod+k', says: 'find a command, case or report', run: () => setOver('palette') },
    { key: '?', says: 'show the keys of this screen', run: () => setOver('keys') },
    { key: 'Mod+1', says: 'go to the queue', run: () => void navigate({ to: '/queue' }) },
    { key: 'Mod+2', says: 'go to the cases', run: () => void navigate({ to: '/cases' }) },
    { key: 'Mod+3', says: 'go to the ledger', run: () => void navigate({ to: '/ledger' }) },
  ])
  const close = (): void => setOver(null)
  return (
    <div className="shell">
      <Rail state={state} />
      <main className="room" id="room">
        <Notices />
        <div className="room-body">
          <Outlet />
        </div>
      </main>
      <StatusLine openPalette={() => setOver('palette')} />
      {over === 'palette' && <Palette onClose={close} showKeys={() => setOver('keys')} />}
      {over === 'keys' && <KeysHelp onClose={close} />}
    </div>
  )
}

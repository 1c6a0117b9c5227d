import { createRoute } from '@tanstack/react-router'
import { defineFeature, rootRoute } from '../manifest.ts'
import { VaultScreen } from './vault-screen.tsx'

const vaultRoute = createRoute({ getParentRoute: () => rootRoute, path: '/vault', component: VaultScreen })

/** The vault itself: the way in, its passphrases, sheets and backups. */
export const vault = defineFeature({
  tabs: [],
  routes: [vaultRoute],
  find: 'none',
})

export { AcceptInvitation } from './accept-invitation.tsx'
export { Gate } from './gate.tsx'
export { useNewPassphrase } from './new-passphrase.tsx'
export { useHasSheet, useNextSheet } from './next-sheet.tsx'
export { ShownSheet, showSheet } from './recovery-sheet.tsx'
export { UpgradeNotice } from './upgrade-notice.tsx'

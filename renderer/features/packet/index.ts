import { createRoute } from '@tanstack/react-router'
import { defineFeature, rootRoute } from '../manifest.ts'
import { CheckPacketsScreen } from './check-packets-screen.tsx'
import { PacketsTab } from './packets-tab.tsx'
import { words } from './catalogue.ts'

const check = createRoute({ getParentRoute: () => rootRoute, path: '/check', component: CheckPacketsScreen })

/** Packets of a case, and the check of any packet. */
export const packet = defineFeature({
  tabs: [
    {
      name: 'packets',
      get title() {
        return words.packets
      },
      Panel: PacketsTab,
      count: ({ packets }) => packets,
      sealedWhenClosed: false,
    },
  ],
  routes: [check],
  find: 'none',
})

export { CheckPackets } from './check-packets.tsx'
export { isPdfName, usePacketPicks } from './picked.ts'
export { RootFiles } from './root-files.tsx'

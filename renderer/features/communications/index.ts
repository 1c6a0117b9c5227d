import { defineFeature } from '../manifest.ts'
import { CommunicationsTab } from './communications-tab.tsx'

/** Messages and calls of a case. */
export const communications = defineFeature({
  tabs: [
    {
      name: 'communications',
      title: 'Communications',
      Panel: CommunicationsTab,
      sealedWhenClosed: true,
    },
  ],
  routes: [],
  find: 'none',
})

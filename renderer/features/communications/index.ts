import { defineFeature } from '../manifest.ts'
import { CommunicationsTab } from './communications-tab.tsx'
import { words } from './catalogue.ts'

/** Messages and calls of a case. */
export const communications = defineFeature({
  tabs: [
    {
      name: 'communications',
      get title() {
        return words.communications
      },
      Panel: CommunicationsTab,
      sealedWhenClosed: true,
    },
  ],
  routes: [],
  find: 'none',
})

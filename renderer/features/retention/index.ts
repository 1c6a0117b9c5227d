import { defineFeature } from '../manifest.ts'
import { RetentionTab } from './retention-tab.tsx'
import { words } from './catalogue.ts'

/** How long a case is kept, holds on it, and its destruction. */
export const retention = defineFeature({
  tabs: [
    {
      name: 'retention',
      get title() {
        return words.retention
      },
      Panel: RetentionTab,
      sealedWhenClosed: false,
      nowOnly: true,
    },
  ],
  routes: [],
  find: 'none',
})

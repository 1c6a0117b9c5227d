import { defineFeature } from '../manifest.ts'
import { RetentionTab } from './retention-tab.tsx'

/** How long a case is kept, holds on it, and its destruction. */
export const retention = defineFeature({
  tabs: [
    {
      name: 'retention',
      title: 'Retention',
      Panel: RetentionTab,
      sealedWhenClosed: false,
      nowOnly: true,
    },
  ],
  routes: [],
  find: 'none',
})

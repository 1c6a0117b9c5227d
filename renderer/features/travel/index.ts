import { defineFeature } from '../manifest.ts'
import { TravelTab } from './travel-tab.tsx'

/** Journeys of a case. */
export const travel = defineFeature({
  tabs: [
    {
      name: 'travel',
      title: 'Travel',
      Panel: TravelTab,
      sealedWhenClosed: true,
    },
  ],
  routes: [],
  find: 'none',
})

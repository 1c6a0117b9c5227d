import { defineFeature } from '../manifest.ts'
import { TravelTab } from './travel-tab.tsx'
import { words } from './catalogue.ts'

/** Journeys of a case. */
export const travel = defineFeature({
  tabs: [
    {
      name: 'travel',
      get title() {
        return words.travel
      },
      Panel: TravelTab,
      sealedWhenClosed: true,
    },
  ],
  routes: [],
  find: 'none',
})

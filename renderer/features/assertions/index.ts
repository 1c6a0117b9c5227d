import { defineFeature } from '../manifest.ts'
import { AssertionsTab } from './assertions-tab.tsx'
import { words } from './catalogue.ts'

/** What is asserted in a case, what bears on it, and what contradicts. */
export const assertions = defineFeature({
  tabs: [
    {
      name: 'assertions',
      get title() {
        return words.assertions
      },
      Panel: AssertionsTab,
      sealedWhenClosed: true,
    },
  ],
  routes: [],
  find: 'none',
})

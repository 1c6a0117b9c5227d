import { defineFeature } from '../manifest.ts'
import { ClosureTab } from './closure-tab.tsx'
import { words } from './catalogue.ts'

/** What a case comes to, its closing, and what stays to be done after. */
export const closure = defineFeature({
  tabs: [
    {
      name: 'closure',
      get title() {
        return words.closure
      },
      Panel: ClosureTab,
      sealedWhenClosed: false,
    },
  ],
  routes: [],
  find: 'none',
})

export { ClosedBanner } from './closed-banner.tsx'
export { findingWords } from './closure.ts'

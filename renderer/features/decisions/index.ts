import { defineFeature } from '../manifest.ts'
import { DecisionsTab } from './decisions-tab.tsx'

/** Decisions of a case, and the records they rest on. */
export const decisions = defineFeature({
  tabs: [
    {
      name: 'decisions',
      title: 'Decisions',
      Panel: DecisionsTab,
      sealedWhenClosed: true,
    },
  ],
  routes: [],
  find: 'none',
})

export { EntryLink } from './entry-link.tsx'
export { FactChoice } from './fact-choice.tsx'
export { FactList } from './fact-list.tsx'

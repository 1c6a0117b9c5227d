import { defineFeature } from '../manifest.ts'
import { DecisionsTab } from './decisions-tab.tsx'
import { words } from './catalogue.ts'

/** Decisions of a case, and the records they rest on. */
export const decisions = defineFeature({
  tabs: [
    {
      name: 'decisions',
      get title() {
        return words.decisions
      },
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

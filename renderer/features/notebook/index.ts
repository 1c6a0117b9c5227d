import { defineFeature } from '../manifest.ts'
import { NotebookTab } from './notebook-tab.tsx'
import { words } from './catalogue.ts'

/** Notes of a case. */
export const notebook = defineFeature({
  tabs: [
    {
      name: 'notebook',
      get title() {
        return words.notebook
      },
      Panel: NotebookTab,
      count: ({ notes }) => notes,
      sealedWhenClosed: true,
    },
  ],
  routes: [],
  find: 'none',
})

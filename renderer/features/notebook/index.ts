import { defineFeature } from '../manifest.ts'
import { NotebookTab } from './notebook-tab.tsx'

/** Notes of a case. */
export const notebook = defineFeature({
  tabs: [
    {
      name: 'notebook',
      title: 'Notebook',
      Panel: NotebookTab,
      count: ({ notes }) => notes,
      sealedWhenClosed: true,
    },
  ],
  routes: [],
  find: 'none',
})

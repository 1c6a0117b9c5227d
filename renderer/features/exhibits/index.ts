import { defineFeature } from '../manifest.ts'
import { words } from './catalogue.ts'
import { EvidenceTab } from './evidence-tab.tsx'

/** Evidence of a case and of a report. */
export const exhibits = defineFeature({
  tabs: [
    {
      name: 'evidence',
      get title() {
        return words.evidence
      },
      Panel: EvidenceTab,
      count: ({ exhibits }) => exhibits,
      sealedWhenClosed: false,
    },
  ],
  routes: [],
  find: 'none',
})

export {
  AgainField,
  Comparing,
  PickedFiles,
  useOnceCompared,
  useTwins,
  type PastedFile,
  type PickedFile,
} from './picked-files.tsx'
export { pastedFrom } from './use-picked.ts'
export { ReportExhibits } from './report-exhibits.tsx'

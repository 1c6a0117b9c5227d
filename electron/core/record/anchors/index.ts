import { defineFeature } from '../members/index.ts'
import { anchorsHandlers } from './router.ts'
import { anchorsView } from './view.ts'

export { signedHead } from './export.ts'
export { placeBeside } from './files.ts'
export type { SupersededEntry } from './entries.ts'
export { headsIn } from './heads-in.ts'
export { OutsideHead } from './outside.ts'
export { listAnchors } from './list.ts'
export { knownHead, supersedingFaults } from './superseded.ts'
export { anchorsView } from './view.ts'

export const anchorsFeature = defineFeature({
  name: 'anchors',
  view: anchorsView,
  handlers: anchorsHandlers,
  forget: 'none',
  responsibilities: 'none',
  due: 'none',
  closingChecks: 'none',
  asOf: 'none',
  caseFile: 'none',
  timeline: 'none',
  index: 'none',
  links: 'none',
  records: 'none',
  packet: 'none',
})

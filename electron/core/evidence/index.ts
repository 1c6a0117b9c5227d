import { defineFeature } from '../record/members/index.ts'
import { evidenceHandlers } from './router.ts'

export { recordingLength } from './length.ts'
export { endReadings, endReadingsOfDestroyed } from './readings.ts'

/** Opening what is kept: it records nothing but the exhibits that are made of others. */
export const evidenceFeature = defineFeature({
  name: 'evidence',
  view: 'none',
  handlers: evidenceHandlers,
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

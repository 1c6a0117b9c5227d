import { travelHappened } from './case-file.ts'
import { travelInPacket } from './pages.ts'
import { unsettledDeviations } from './closing-check.ts'
import { defineFeature, recordsOf } from '../../record/members/index.ts'
import { travelHandlers } from './router.ts'
import { legs } from './tables.ts'
import { forgetTravel, travelView } from './view.ts'

export const travelFeature = defineFeature({
  name: 'travel',
  view: travelView,
  handlers: travelHandlers,
  forget: forgetTravel,
  responsibilities: 'none',
  due: 'none',
  closingChecks: [unsettledDeviations],
  asOf: 'none',
  caseFile: 'none',
  timeline: travelHappened,
  index: 'none',
  links: 'none',
  records: [recordsOf('leg', { ...legs, within: true })],
  packet: travelInPacket,
})

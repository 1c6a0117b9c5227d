import { packetsHappened, packetsInFile } from './case-file.ts'
import { defineFeature } from '../../record/members/index.ts'
import { packetHandlers } from './router.ts'
import { packetView } from './packets-view.ts'

// What other rooms may use of this one.
export { checkPacket } from './check.ts'
export { packets } from './tables.ts'
export { finishBuilding } from './finish.ts'
export { headsHeldByPackets } from './heads-held.ts'

export const packetFeature = defineFeature({
  name: 'packet',
  view: packetView,
  handlers: packetHandlers,
  forget: 'none',
  responsibilities: 'none',
  due: 'none',
  closingChecks: 'none',
  asOf: 'none',
  caseFile: packetsInFile,
  timeline: packetsHappened,
  index: 'none',
  links: 'none',
  records: 'none',
  packet: 'none',
})

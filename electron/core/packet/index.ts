import { defineFeature } from '../members/index.ts'
import { packetHandlers } from './router.ts'
import { certificatesView } from './certificates/view.ts'
import { packetView } from './packets-view.ts'

// What other rooms may use of this one.
export { checkPacket } from './check.ts'
export { finishBuilding } from './finish.ts'
export { auditCertificates } from './certificates/audit.ts'
export { keepKey, resealKeys } from './certificates/keys.ts'
export { revokeCertificates } from './certificates/revoke.ts'
export { settleCertificates } from './certificates/settle.ts'
export { certificateState } from './certificates/state.ts'
export { newRoot } from './sign/authority.ts'
export { typesetDocument } from './typeset/document.ts'
export { nodeChildren } from './typeset/node-child.ts'
export { grouped } from './typeset/view.ts'

export const certificatesFeature = defineFeature({
  name: 'certificates',
  view: certificatesView,
  handlers: 'none',
  forget: 'none',
  responsibilities: 'none',
  due: 'none',
  closingChecks: 'none',
  asOf: 'none',
})
export const packetFeature = defineFeature({
  name: 'packet',
  view: packetView,
  handlers: packetHandlers,
  forget: 'none',
  responsibilities: 'none',
  due: 'none',
  closingChecks: 'none',
  asOf: 'none',
})

import { defineFeature } from '../record/members/index.ts'
import { certificatesView } from './certificates/view.ts'

export { newRoot } from './authority.ts'
export { auditCertificates } from './certificates/audit.ts'
export { exportRoot } from './certificates/export.ts'
export { keepKey, resealKeys } from './certificates/keys.ts'
export { ownSigner } from './certificates/own.ts'
export { revokeCertificates } from './certificates/revoke.ts'
export { settleCertificates } from './certificates/settle.ts'
export { certificateState } from './certificates/state.ts'
export { signPdf } from './sign-pdf.ts'
export type { Signer } from './signer.ts'

export const certificatesFeature = defineFeature({
  name: 'certificates',
  view: certificatesView,
  handlers: 'none',
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

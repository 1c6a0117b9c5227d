// What other rooms may use of this one.
export { checkPacket } from './check.ts'
export { finishBuilding } from './finish.ts'
export { packetView } from './packets-view.ts'
export { packetHandlers } from './router.ts'
export { auditSigningKeys, keepAuthority, newAuthority } from './signing-keys.ts'
export { typesetDocument } from './typeset/document.ts'
export { nodeChildren } from './typeset/node-child.ts'
export { grouped } from './typeset/view.ts'

export {
  type ExhibitContent,
  type PacketContent,
  type PacketContentInput,
  type RichNode,
  type Sections,
  packetContentSchema,
} from './content.ts'
export { typesetDocument } from './document.ts'
export { nodeChildren } from './node-child.ts'
export type { Attachment, ExhibitPlace, TypesetProgress, Typesetter } from './port.ts'
export { modulesOf } from './qr.ts'
export { blocksOf, shallow } from './rich.ts'
export { createTypesetter } from './typesetter.ts'
export { grouped } from './view.ts'

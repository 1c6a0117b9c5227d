// What other rooms may use of this one.
export { buildPacketFile, type BuildOptions, type BuildProgress, type BuiltPacket } from './build.ts'
export { packetContentSchema, type PacketContent, type PacketContentInput, type RichNode } from './content.ts'
export type { ExhibitFile } from './read-exhibit.ts'
export { createAuthority, type AuthorityOptions } from './sign/authority.ts'
export type { Authority, Signer } from './sign/signer.ts'
export { nodeChildren } from './typeset/node-child.ts'
export type { Child, SpawnChild, Typesetter, TypesetProgress } from './typeset/port.ts'
export { createTypesetter, type TypesetterOptions } from './typeset/typesetter.ts'

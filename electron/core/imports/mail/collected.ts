import type { ReadPart } from '../reading/reading.ts'
import type { Entity } from './cut.ts'
import type { Source } from './lines.ts'

/** Words of a message, in the order in which a reader meets them. */
export interface Words {
  /** 'again': of a wrapper that says once more what stands beside it. */
  from: 'text' | 'HTML' | 'AMP' | 'other' | 'again'
  text: string
}

/** What the parts of a message come to. */
export interface Collected {
  parts: ReadPart[]
  fields: [name: string, text: string][]
  /** How many fields of a kind there are, which are numbered. */
  counts: Map<string, number>
  problems: string[]
  /** Why the words of the message are not here, where a wrapper holds them. */
  wrapped: string[]
}

/** Opens a part that wraps others; no words where it is none. */
export type Open = (entity: Entity, type: string, part: ReadPart, place: Place, into: Collected) => Promise<Words[]>

/** Where an entity stands. */
export interface Place {
  source: Source
  /** An encoding of letters that the rest of its message names. */
  beside: string | undefined
  /** How many wrappers it was taken out of. */
  depth: number
  /** How many times it stands among versions of one text. */
  versions: number
  open: Open
}

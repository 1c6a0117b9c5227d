import type { EvidenceAnswer, EvidenceAsk } from '../../../../shared/contract/evidence/asks.ts'
import type { OpenedEvidence } from '../../../../shared/contract/evidence/evidence.ts'
import { job } from '../../readers/index.ts'
import type { Derived, Picture, TextPart } from './format.ts'
import type { Thumbnail } from './thumbnail.ts'

/** An exhibit to be opened: the file of its blob, and the key of that blob alone. */
export interface EvidenceOrder {
  path: string
  key: Uint8Array
  size: number
  name: string
}

/** The exhibit, or a member of it, that is asked about. */
export interface Within {
  within: string[]
  password?: string | undefined
  /** By which a text is read, where a person chose it. */
  encoding?: string | undefined
}

/** What a reader says of what it opened; the register adds which exhibit it is. */
export type OpenedReading = Omit<OpenedEvidence, 'exhibit' | 'number' | 'within'>

/** What is asked of evidence. */
export interface EvidenceAsked {
  opened(asked: Within): Promise<OpenedReading>
  picture(asked: Within & { page: number; width: number | undefined }): Promise<Picture>
  /** A small picture of it, with what it is where it has none. */
  thumbnail(): Promise<Thumbnail>
  part(asked: Within & { part: EvidenceAsk }): Promise<EvidenceAnswer>
  text(asked: Within & { from: number; twice?: boolean | undefined }): Promise<TextPart>
  /** Its bytes as they are, or a member's. */
  bytes(asked: Within & { at: number; length: number }): Promise<Uint8Array>
  /** Sound between two moments, for the window's engine to decode. */
  span(asked: Within & { from: number; to: number }): Promise<Uint8Array>
  /** Makes ready what a place is to become an exhibit of; its bytes are asked for in pieces. */
  derive(asked: Within & { at: string }): Promise<Omit<Derived, 'bytes'> & { size: number }>
  derived(asked: { at: number; length: number }): Uint8Array
}

export const evidenceJob = job<EvidenceOrder, EvidenceAsked>(
  'evidence',
  'Export a copy to look at it with a program you trust.',
)

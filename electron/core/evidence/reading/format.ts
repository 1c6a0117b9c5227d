import type { EvidenceAnswer, EvidenceAsk } from '../../../../shared/contract/evidence/asks.ts'
import type { EvidenceFact, EvidenceMember, TextUnit, Unread } from '../../../../shared/contract/evidence/parts.ts'
import type { EvidenceView } from '../../../../shared/contract/evidence/views.ts'
import type { At } from '../../../../shared/kernel/pinpoint.ts'
import type { Source } from './source.ts'

/** A picture that the reader encoded anew, upright; pixels. */
export interface Picture {
  bytes: Uint8Array
  mediaType: 'image/png' | 'image/jpeg' | 'image/webp'
  width: number
  height: number
}

/** Extracted text from a unit on, as many units as fit an answer; `next`: the unit to go on with, null at the end. */
export interface TextPart {
  units: TextUnit[]
  unread: Unread[]
  next: number | null
}

/** A part of a file that becomes an exhibit of its own; `how` says in words what was done, with tool and version. */
export interface Derived {
  name: string
  bytes: Uint8Array
  how: string
}

/** A file that a format has opened. What it has no answer to is left out. */
export interface OpenedFile {
  view: EvidenceView
  facts: EvidenceFact[]
  members: EvidenceMember[]
  /** What is wrong with it or was not read, in words. */
  problems: string[]
  /** `twice`: where another engine reads it too, what that one reads otherwise is said among what was not read. */
  text?(from: number, twice?: boolean): TextPart | Promise<TextPart>
  picture?(page: number, width: number | undefined): Picture | Promise<Picture>
  /** Fails with Unreadable for what this view is not asked. */
  part?(ask: EvidenceAsk): EvidenceAnswer | undefined | Promise<EvidenceAnswer | undefined>
  /** The bytes of a member. Fails with Unreadable, in words: what is encrypted, damaged or too large; with Locked where it needs a password. */
  member?(path: string): Uint8Array | Promise<Uint8Array>
  /** The sound between two moments, seconds, as a small file that the window's engine decodes. */
  span?(from: number, to: number): Uint8Array | Promise<Uint8Array>
  derive?(at: At): Derived | Promise<Derived>
}

/** What the first bytes of a file say it is; undefined where they say nothing. */
export interface Sniffed {
  /** The media type by its magic. */
  mime: string | undefined
  /** The first 64 KiB. */
  start: Uint8Array
  /** The encoding by which a person wants its text to be read. */
  encoding?: string | undefined
}

/**
 * A kind of file that can be shown: how it is known, and how it is opened. Only by its bytes: its name may say anything. It runs in
 * a reader, which has limits and ends with the file.
 */
export interface Format {
  /** Name and version of what reads it, as it stands beside text that it extracted. */
  reader: string
  takes(sniffed: Sniffed, source: Source): boolean
  /** Fails with Unreadable, and with Locked where a password is missing. */
  open(source: Source, password: string | undefined, sniffed: Sniffed): OpenedFile | Promise<OpenedFile>
}

/** It is encrypted: with a password given, that is the wrong one. `stored`: its bytes as they are kept, of a member. */
export class Locked extends Error {
  readonly stored: Uint8Array
  constructor(stored: Uint8Array = new Uint8Array(0)) {
    super('locked')
    this.stored = stored
  }
}

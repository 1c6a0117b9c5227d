import { z } from 'zod'
import { OcrReading } from './ocr.ts'

/** What a file says of itself: a claim, with where in the file it stands (`EXIF`, `PDF information`, `header Date`). */
export const EvidenceFact = z.strictObject({ name: z.string(), value: z.string(), source: z.string() })
export type EvidenceFact = z.infer<typeof EvidenceFact>

/** A file inside a file: of an archive, attached to a message or a document. */
export const EvidenceMember = z.strictObject({
  /** As the file that holds it names it; what stands twice has ` (2)` after it. */
  path: z.string(),
  /** Bytes, as stated; null where the file does not say. */
  size: z.int().nullable(),
  encrypted: z.boolean(),
  folder: z.boolean(),
  /** As stated: ISO 8601, without a zone where the file names none; null where it does not say. */
  modified: z.string().nullable(),
  /** What the file says of it besides, in words: `inline picture`, `deleted`. */
  note: z.string().nullable(),
})
export type EvidenceMember = z.infer<typeof EvidenceMember>

/** Extracted text with its place, in the short form of a pinpoint (`p. 1`). */
export const TextUnit = z.strictObject({
  at: z.string(),
  text: z.string(),
  /** Left out where it is the file's own text. */
  ocr: OcrReading.optional(),
})
export type TextUnit = z.infer<typeof TextUnit>

/** What could not be read, and why, in words for a person. */
export const Unread = z.strictObject({ at: z.string(), reason: z.string() })
export type Unread = z.infer<typeof Unread>

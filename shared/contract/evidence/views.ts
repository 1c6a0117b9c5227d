import { z } from 'zod'
import { chatViews } from './chat.ts'
import { mailViews } from './mail.ts'
import { recordingViews } from './recording.ts'
import { placedViews } from './shapes.ts'
import { DocumentView } from './documents.ts'
import { SheetsView, TableOfText } from './sheets.ts'

/** A heading of a document's own table of contents; `depth` from 0, `page` from 1, null where it leads to none. */
const Heading = z.strictObject({ title: z.string(), depth: z.int(), page: z.int().nullable() })

/** Pages that are shown as pictures with their text over them (PDF). Sizes in points as displayed. */
const PagesView = z.strictObject({
  kind: z.literal('pages'),
  /** Of the first pages, 5,000 at most; the others have the size of the last. */
  pages: z.array(z.strictObject({ width: z.number(), height: z.number() })),
  count: z.int(),
  outline: z.array(Heading),
})

/** A picture, upright; pixels. `frames`: pages of a TIFF, pictures of an animation. */
const PictureView = z.strictObject({
  kind: z.literal('picture'),
  width: z.int(),
  height: z.int(),
  frames: z.int(),
})

/** Text by lines (`exhibit.part` asks for them). */
const LinesView = z.strictObject({
  kind: z.literal('lines'),
  /** As people name it: UTF-8, Windows-1252. */
  encoding: z.string(),
  /** Why the encoding is doubtful, in words; null where the file leaves no doubt. */
  doubt: z.string().nullable(),
  /** null while it was not counted. */
  lines: z.int().nullable(),
  /** Where its lines are rows of a table; `cells` answers them as its one sheet. */
  table: TableOfText.nullable(),
})

/** A container: what it holds stands in `members`. */
const ArchiveView = z.strictObject({ kind: z.literal('archive'), format: z.string() })

/** A password is asked for; `wrong` when one was given that does not open it. */
const LockedView = z.strictObject({ kind: z.literal('locked'), wrong: z.boolean() })

/** Nothing of ours reads it: bytes, and what they look like. `why` in words. */
const BytesView = z.strictObject({
  kind: z.literal('bytes'),
  why: z.string(),
  /** Bits a byte (0 to 8) of equal stretches of the file, in order. */
  entropy: z.array(z.number()),
})

/** How an exhibit, or a member of it, is shown. */
export const EvidenceView = z.discriminatedUnion('kind', [
  PagesView,
  PictureView,
  LinesView,
  ...mailViews,
  ...recordingViews,
  ...chatViews,
  ...placedViews,
  SheetsView,
  DocumentView,
  ArchiveView,
  LockedView,
  BytesView,
])
export type EvidenceView = z.infer<typeof EvidenceView>
export type ViewOf<K extends EvidenceView['kind']> = Extract<EvidenceView, { kind: K }>

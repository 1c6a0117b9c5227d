import { z } from 'zod'
import { command, query, task } from '../define.ts'
import { Line, Ref, Sha256 } from '../fields.ts'
import { PathText } from '../paths.ts'
import { WrittenPlace } from '../pinpoint.ts'
import { EvidenceAnswer, EvidenceAsk } from './asks.ts'
import { OcrLanguage, OcrReading } from './ocr.ts'
import { EvidenceFact, EvidenceMember, TextUnit, Unread } from './parts.ts'
import { EvidenceView } from './views.ts'

const Path = z.string().min(1).max(4096)
/** An exhibit, and the member of it that is meant: a path for each container that lies around it. */
const Which = {
  exhibit: Ref,
  within: z.array(Path).max(12).default([]),
  /** Opens what is encrypted; it is kept nowhere but in the reader while that is open. */
  password: z.string().min(1).max(1000).optional(),
  /** Reads a text by this encoding (`shift_jis`) instead of the one that its bytes look like. */
  encoding: z.string().min(1).max(40).optional(),
}

const Name = z.strictObject({
  exhibit: z.string(),
  number: z.string(),
  within: z.array(Path),
})

/** An exhibit, or a member of it, as a reader has opened it. */
export const OpenedEvidence = z.strictObject({
  ...Name.shape,
  name: z.string(),
  /** Of the exhibit's bytes, or of the member's; of a member that is locked, of its bytes as they are stored. */
  sha256: Sha256,
  size: z.int(),
  mediaType: z.string(),
  /** What has read it. */
  reader: z.string(),
  view: EvidenceView,
  facts: z.array(EvidenceFact),
  members: z.array(EvidenceMember),
  /** What is wrong with the file, or was not read, in words. */
  problems: z.array(z.string()),
})
export type OpenedEvidence = z.infer<typeof OpenedEvidence>

const OcrLanguages = z.array(OcrLanguage).min(1).max(5)
const Seconds = z.number().min(0).max(10_000_000)
const ByteToken = z.string().regex(/^[\w-]{32}$/)

export const evidenceProcedures = {
  /**
   * Opens an exhibit in a reader of its own, and says what it is. It stays open for a while. What nothing of ours reads is
   * opened as bytes, and says why.
   */
  'exhibit.open': task('exhibit.read', z.strictObject(Which), OpenedEvidence),
  /** A page, or a picture, as the reader drew it anew, `width` pixels wide; its bytes by their token. */
  'exhibit.picture': task(
    'exhibit.read',
    z.strictObject({ ...Which, page: z.int().min(1).default(1), width: z.int().min(16).max(8000).optional() }),
    z.strictObject({ bytes: ByteToken, mediaType: z.string(), width: z.int(), height: z.int() }),
  ),
  /**
   * A small picture of an exhibit, drawn anew by a reader of its own that ends with it; kept in memory alone. Those that are asked for last
   * are drawn first, and one that is cancelled is not drawn.
   */
  'exhibit.thumbnail': task(
    'exhibit.read',
    z.strictObject({ exhibit: Ref }),
    z.strictObject({
      /** null: it has no picture. */
      bytes: ByteToken.nullable(),
      /** How it is shown when it is opened (`exhibit.open`); null: it could not be read. */
      view: z.string().nullable(),
      /** The beginning of its text, where it has one and no picture. */
      words: z.string().nullable(),
      /** Why it has neither, in words. */
      problem: z.string().nullable(),
    }),
  ),
  /** More of what an open exhibit holds, by what its view has. */
  'exhibit.part': task('exhibit.read', z.strictObject({ ...Which, part: EvidenceAsk }), EvidenceAnswer),
  /**
   * The text that the reader extracts, by units with their places, from unit `from` on. With `ocr`, what has no text of its own is read
   * out of its picture, in these languages, some pages a call. With `twice`, pages of a PDF are read by a second engine too, and where
   * that reads them otherwise it stands in `unread`.
   */
  'exhibit.text': task(
    'exhibit.read',
    z.strictObject({
      ...Which,
      from: z.int().min(0).default(0),
      twice: z.boolean().default(false),
      ocr: OcrLanguages.optional(),
    }),
    z.strictObject({
      ...Name.shape,
      reader: z.string(),
      units: z.array(TextUnit),
      unread: z.array(Unread),
      next: z.int().nullable(),
    }),
  ),
  /** Text read out of the picture of a page, or out of a picture. Boxes: points of the page as displayed, pixels of the picture. */
  'exhibit.ocr': task(
    'exhibit.read',
    z.strictObject({ ...Which, page: z.int().min(1).default(1), languages: OcrLanguages.default(['eng']) }),
    z.strictObject({ ...Name.shape, at: z.string(), text: z.string(), ...OcrReading.shape }),
  ),
  /** What the file says of itself. */
  'exhibit.facts': task(
    'exhibit.read',
    z.strictObject(Which),
    z.strictObject({ ...Name.shape, kind: z.string(), facts: z.array(EvidenceFact), problems: z.array(z.string()) }),
  ),
  'exhibit.members': task(
    'exhibit.read',
    z.strictObject(Which),
    z.strictObject({ ...Name.shape, members: z.array(EvidenceMember), problems: z.array(z.string()) }),
  ),
  /** Writes every page that the viewer shows into a new folder as `page-0001.png` and so on. */
  'exhibit.render': task(
    'exhibit.read',
    z.strictObject({ ...Which, out: PathText, width: z.int().min(16).max(8000).default(1600) }),
    z.strictObject({ folder: z.string(), files: z.array(z.string()), unread: z.array(Unread) }),
    { paths: { out: 'written' }, wrote: 'folder' },
  ),
  /** Makes a new exhibit of a part of one: a member, pages, a crop. The original stays as it is. */
  'exhibit.derive': task(
    'exhibit.write',
    z.strictObject({ ...Which, at: WrittenPlace, description: Line.optional() }),
    z.strictObject({ exhibit: z.string(), number: z.string(), size: z.int(), sha256: Sha256, how: z.string() }),
  ),
  /**
   * Lets the window that asks play an exhibit, or a member of it: a custody event records the access, and its bytes are to be had
   * by the token, in ranges, until `exhibit.stop`, until the window leaves, the vault is locked or the exhibit destroyed. Fails with
   * INVALID_INPUT where it is neither sound nor video.
   */
  'exhibit.play': command(
    'exhibit.read',
    z.strictObject(Which),
    z.strictObject({ bytes: ByteToken, size: z.int(), mediaType: z.string() }),
  ),
  /**
   * The sound of a recording between two moments, a minute at most, as a small file: the window's engine decodes it to measure how loud it is
   * where the reader has no decoder.
   */
  'exhibit.span': task(
    'exhibit.read',
    z.strictObject({ ...Which, from: Seconds, to: Seconds }),
    z.strictObject({ bytes: ByteToken }),
  ),
  /** Makes an exhibit of a picture of a video, as the window that sent it (`file.receive`) drew it. */
  'exhibit.still': command(
    'exhibit.write',
    z.strictObject({
      ...Which,
      /** When it is shown. */
      at: Seconds,
      /** A PNG. */
      bytes: ByteToken,
      /** What drew it: name and version of the window's engine. */
      engine: Line,
    }),
    z.strictObject({ exhibit: z.string(), number: z.string(), size: z.int(), sha256: Sha256, how: z.string() }),
  ),
  /** Ends a playing: its token is worth nothing from now on. */
  'exhibit.stop': query('exhibit.read', z.strictObject({ bytes: ByteToken }), z.strictObject({})),
  /** Reads labels out of a photograph, a scan or a PDF, in a process of its own; what they say is found by `item.find` and audited by `shelf.audit`. */
  'label.read': task(
    'exhibit.read',
    z.strictObject({ file: PathText }),
    z.strictObject({
      /** What labels of Holdfast say, each once. */
      labels: z.array(z.string()),
      /** What other QR codes say: none is opened or followed. */
      others: z.array(z.string()),
      /** Pages that were too many to be looked at. */
      unread: z.int(),
    }),
    { paths: { file: 'picked' } },
  ),
  /** Ends the reader of an exhibit. */
  'exhibit.close': query('exhibit.read', z.strictObject({ exhibit: Ref }), z.strictObject({})),
}

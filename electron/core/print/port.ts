import type { PacketContent } from './content.ts'

/** A file to attach to the PDF. The bytes travel to the typesetter's process and nowhere else. */
export interface Attachment {
  /** Unique name inside the PDF. */
  name: string
  bytes: Uint8Array
  mediaType: string
  description: string
  /** PDF 2.0, section 7.11.3 (AFRelationship). */
  relationship: 'source' | 'data' | 'alternative' | 'supplement'
}

/** One line of the register that only the builder knows: where the exhibit's bytes are. */
export interface ExhibitPlace {
  disposition: 'attached' | 'beside' | 'noted' | 'withheld'
  /** Name of the attachment or of the file beside the packet. */
  file?: string | undefined
  reason?: string | undefined
}

export interface TypesetJob {
  content: PacketContent
  /** One for each of `content.exhibits`, in order. */
  places: ExhibitPlace[]
  /** Exhibits and `manifest.json`; never empty files (the engine aborts on them). */
  attachments: Attachment[]
}

/** Pages that are no packet: a template of ours, and the plain data that it reads as `/data.json`. */
export interface PagesJob {
  /** Typst source. Constant: text of people is in `data` only. */
  template: string
  data: object
  /** What the pages carry; never empty files. */
  attachments?: Attachment[] | undefined
  /** ISO 8601 instant; the date inside the PDF. */
  at: string
  /** What these pages are, for messages: `the history of case 2026-001`. */
  called: string
}

export interface TypesetProgress {
  stage: 'starting' | 'plates' | 'composing' | 'writing'
  /** 0 to 1 within the stage. */
  done: number
}

export interface Typeset {
  /** Tagged, unsigned. */
  pdf: Uint8Array
  pages: number
  /** The engine, its version and its build, as the pages print it. */
  engine: string
  /** The level that the PDF claims in its metadata, as the pages print it (ISO 19005-3). */
  conformance: 'PDF/A-3a' | 'PDF/A-3u'
  /** What could not be set as asked (a plate left out, a plain rendering used), in words for the person building. */
  remarks: string[]
}

/** Turns content into pages. Rejects with `HoldfastError` TYPESETTING_FAILED or CANCELLED, nothing else. */
export interface Typesetter {
  typeset(
    job: TypesetJob | PagesJob,
    options?: { signal?: AbortSignal | undefined; onProgress?: ((progress: TypesetProgress) => void) | undefined },
  ): Promise<Typeset>
}

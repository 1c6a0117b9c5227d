import type { Attachment, Typeset } from './port.ts'

/** The two builds of one engine: a program of the platform, and WebAssembly for where there is none. */
export type EngineKind = 'native' | 'wasm'

/** All that an engine gets: one source and the files it may read. There is no other file for it. */
export interface Sheet {
  /** Typst source; constant but for the choice of the template. */
  source: string
  files: { path: string; bytes: Uint8Array }[]
  /** The fonts' files, in order. */
  fonts: Uint8Array[]
  /** What the source attaches. */
  attachments: Pick<Attachment, 'name' | 'relationship'>[]
  /** Seconds since 1970; the only date in the PDF. */
  at: number
}

export interface Engine {
  /** Name, version and build, as printed in the packet and recorded in the ledger. */
  name: string
  /** What its output says of itself in its metadata. */
  conformance: Typeset['conformance']
  /** Sets the pages; gives the engine's words, or rejects, when it cannot. */
  set(sheet: Sheet): Promise<{ pdf: Uint8Array; pages: number } | { failed: string }>
}

import type { Templates } from './compose.ts'
import type { EngineKind } from './engine.ts'
import type { PagesJob, Typeset, TypesetJob, TypesetProgress } from './port.ts'

/** Bytes that the whole process may have resident. */
export interface ResidentLimits {
  /** While the pictures of exhibits are decoded: 200 million pixels, turned, and the exhibits themselves. */
  pictures: number
  /** While the pages are set, with all that is attached: some times what 1,000 pages take. */
  pages: number
}

export const residentLimits: ResidentLimits = { pictures: 1_500_000_000, pages: 4_000_000_000 }

/** What the parent sends, once. */
export interface TypesetOrder {
  job: TypesetJob | PagesJob
  templates: Templates
  /** Folder of the font files; undefined: from their packages. */
  fontFolder?: string | undefined
  /** Go to the plain rendering at once: an earlier process died of this job. */
  onlyPlain: boolean
  /** Exhibits, by their index, of which no picture is made, and the words that stand in its place. */
  withoutPicture: { exhibit: number; why: string }[]
  resident: ResidentLimits
  /** Left out: native where it can be loaded, else WebAssembly. */
  engine?: EngineKind | undefined
}

/** What the child answers: progress, and of which exhibit it begins to decode the picture; then one of the others. */
export type TypesetAnswer =
  | { kind: 'progress'; progress: TypesetProgress }
  | { kind: 'picture'; exhibit: number }
  | ({ kind: 'done' } & Typeset)
  | { kind: 'failed'; message: string }

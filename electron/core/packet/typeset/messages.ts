import type { Templates } from './compose.ts'
import type { TypesetJob, TypesetProgress } from './port.ts'

/** What the parent sends, once. */
export interface TypesetOrder {
  job: TypesetJob
  templates: Templates
  /** Folder of the font files; undefined: from their packages. */
  fontFolder?: string | undefined
  /** Go to the plain rendering at once: an earlier process died of this job. */
  onlyPlain: boolean
}

/** What the child answers: progress, then one of the others. */
export type TypesetAnswer =
  | { kind: 'progress'; progress: TypesetProgress }
  | { kind: 'done'; pdf: Uint8Array; pages: number; engine: string; remarks: string[] }
  | { kind: 'failed'; message: string }

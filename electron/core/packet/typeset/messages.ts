import type { Templates } from './compose.ts'
import type { EngineKind } from './engine.ts'
import type { PagesJob, Typeset, TypesetJob, TypesetProgress } from './port.ts'

/** What the parent sends, once. */
export interface TypesetOrder {
  job: TypesetJob | PagesJob
  templates: Templates
  /** Folder of the font files; undefined: from their packages. */
  fontFolder?: string | undefined
  /** Go to the plain rendering at once: an earlier process died of this job. */
  onlyPlain: boolean
  /** Left out: native where it can be loaded, else WebAssembly. */
  engine?: EngineKind | undefined
}

/** What the child answers: progress, then one of the others. */
export type TypesetAnswer =
  { kind: 'progress'; progress: TypesetProgress } | ({ kind: 'done' } & Typeset) | { kind: 'failed'; message: string }

import type { Failure } from '../../../../../shared/kernel/errors.ts'

/** Bytes that the process may have resident: SQLite keeps a few megabytes of pages, however large the database is. */
export const memoryLimit = 700_000_000

/** What the parent sends, once. Keys are raw, and travel over the channel only. */
export type DatabaseOrder =
  | { kind: 'structure'; path: string; key: Uint8Array }
  | { kind: 'rekey'; path: string; from: Uint8Array; to: Uint8Array }

/** What the child answers, once. */
export type DatabaseAnswer = { kind: 'done'; said: string[] } | { kind: 'failed'; failure: Failure }

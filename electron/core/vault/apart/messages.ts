import type { Failure } from '../../../../shared/kernel/errors.ts'

/** What the parent sends, once. Keys are raw, and travel over the channel only. */
export type DatabaseOrder =
  | { kind: 'structure'; path: string; key: Uint8Array }
  | { kind: 'rekey'; path: string; from: Uint8Array; to: Uint8Array }

/** What the child answers, once. */
export type DatabaseAnswer = { kind: 'done'; said: string[] } | { kind: 'failed'; failure: Failure }

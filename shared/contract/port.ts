import type { Failure } from '../kernel/errors.ts'
import type { DueLink } from './due.ts'

/** The one channel between a window (or a test) and the core: strings, in order, both ways. */
export interface Port {
  send(text: string): void
  /** Returns the function that stops listening. */
  onMessage(listener: (text: string) => void): () => void
}

/** From window to core. */
export type Request = { id: number; call: string; input: unknown } | { id: number; cancel: true }

/** From core to window. `progress` comes any number of times before the one answer. */
export type Response =
  | { id: number; progress: Progress }
  | { id: number; ok: true; value: unknown }
  | { id: number; ok: false; error: Failure }
  | { signal: Signal }

/** How far a long piece of work has come. `done` and `total` share one unit, which `unit` names. */
export interface Progress {
  stage: string
  done: number
  total: number
  unit: 'bytes' | 'files' | 'entries' | 'rows' | 'steps' | 'pages' | 'percent'
  /** Of work on many files that is measured in bytes: how many of them are done. */
  files?: { done: number; total: number }
}

/** What the core tells a window unasked: the vault was locked, or something was recorded (so lists are stale). */
export type Signal =
  /** `ended`: the process that held the vault is gone, and whatever it had not answered is not known to be done. */
  | { kind: 'locked'; reason: 'asked' | 'idle' | 'closing' | 'ended' }
  /** It is about to be locked: what is typed is saved now, and `draft.saved` says so. */
  | { kind: 'locking' }
  | { kind: 'unlocked' }
  | { kind: 'recorded'; entries: number }
  /** `wanted`: another window takes this draft over, so save it and give it up; else it was changed, or whose it is. */
  | { kind: 'draft'; key: string; wanted: boolean }
  /** Something fell due, or does no more. `notices` are what a window without the system's notices may say itself. */
  | { kind: 'due'; late: number; notices: { title: string; body: string; link: DueLink | null }[] }

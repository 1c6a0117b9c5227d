import type { Failure } from '../../../shared/kernel/errors.ts'

// Between the desktop's main process and the core. Text of a page travels as the body of a message, not in it, so that
// the main process passes on what it cannot read: it parses no call, no evidence and no passphrase.

/** A page is a document that a window loaded; each has a number of its own for as long as the main process runs. */
export type ToCore =
  | { kind: 'open'; page: number }
  | { kind: 'left'; page: number }
  /** Body: text that the page sent. */
  | { kind: 'text'; page: number }
  /** A person gave this file to the page. */
  | { kind: 'picked'; path: string }
  | { kind: 'answer'; id: number; value: string | null }
  | { kind: 'failed'; id: number; message: string }
  /** Bytes of the byte channel, `length` from byte `from` on. */
  | { kind: 'read'; id: number; token: string; from: number; length: number }
  /** Body: the piece of bytes that begins at byte `at`. */
  | { kind: 'write'; id: number; token: string; at: number }
  /** Nobody can work at it. */
  | { kind: 'lock' }
  /** Lock and end. */
  | { kind: 'close' }

export type FromCore =
  | { kind: 'ready' }
  /** It cannot start, or cannot go on. */
  | { kind: 'refused'; failure: Failure }
  /** Body: text for the page. */
  | { kind: 'text'; page: number }
  /** To `read`. Body: the piece. `of` is null where there are no such bytes. */
  | { kind: 'piece'; id: number; of: { size: number; mediaType: string } | null }
  | { kind: 'written'; id: number; taken: boolean }
  | { kind: 'ask'; id: number; ask: Ask; args: string[] }

/** What only the process with the windows can do. */
export type Ask =
  | 'seal'
  | 'unseal'
  | 'notify'
  | 'chooseFolder'
  | 'showFile'
  | 'windowParts'
  | 'preferences'
  | 'setPreferences'
  | 'confirmAddress'
  | 'addressChanged'
  | 'lookForUpdates'

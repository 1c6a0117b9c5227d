/**
 * Every way in which Holdfast says no. The union is closed: a new code is added here and nowhere else, and each code
 * belongs to one exit status of the command line.
 */
export const errorCodes = {
  // 2: what was asked is not well formed
  USAGE: 2,
  INVALID_INPUT: 2,
  NOT_FOUND: 2,
  NOT_ALLOWED: 2,
  CONFLICT: 2,
  ALREADY_DONE: 2,
  WEAK_PASSPHRASE: 2,
  NEEDS_ANOTHER_MEMBER: 2,
  ON_HOLD: 2,
  CASE_CLOSED: 2,
  UPGRADE_NEEDED: 2,
  UPDATE_NOT_FOR_THIS: 2,
  // 3: the vault stays shut
  WRONG_PASSPHRASE: 3,
  VAULT_LOCKED: 3,
  VAULT_IN_USE: 3,
  TOO_MANY_ATTEMPTS: 3,
  NOT_A_MEMBER: 3,
  // 1: something is not as it was sealed
  HEADER_DAMAGED: 1,
  HEADER_NOT_CURRENT: 1,
  VAULT_NOT_THE_SAME: 1,
  KDF_OUT_OF_BOUNDS: 1,
  VAULT_DAMAGED: 1,
  VAULT_NEWER: 1,
  VAULT_MOVED: 1,
  LEDGER_BROKEN: 1,
  BLOB_MISSING: 1,
  BLOB_DAMAGED: 1,
  PACKET_NOT_INTACT: 1,
  VAULT_OLDER: 1,
  HEAD_NOT_INTACT: 1,
  HEAD_CONTRADICTED: 1,
  BACKUP_NOT_INTACT: 1,
  REPORT_NOT_INTACT: 1,
  REPORT_KEY_UNKNOWN: 1,
  REPORT_KEY_DESTROYED: 1,
  UPDATE_NOT_INTACT: 1,
  UPDATE_NOT_SIGNED: 1,
  UPDATE_OLDER: 1,
  // 4: the machine could not do it
  IO: 4,
  DISK_FULL: 4,
  NOT_CONFIRMED: 4,
  NOT_A_VAULT: 4,
  ALREADY_EXISTS: 4,
  FILE_NOT_FOUND: 4,
  TYPESETTING_FAILED: 4,
  MISSING_RUNTIME: 4,
  UPDATE_NO_KEY: 4,
  UPDATE_FAILED: 4,
  CANCELLED: 4,
  INTERNAL: 4,
} as const

export type ErrorCode = keyof typeof errorCodes

/** An error as a value: what crosses every boundary (window, command line, child process). */
export interface Failure {
  code: ErrorCode
  /** What happened, and to what. */
  message: string
  /** What the person can do next. */
  next: string
}

/** The one exception class of the core; it becomes a `Failure` at the contract. */
export class HoldfastError extends Error {
  readonly code: ErrorCode
  readonly next: string

  constructor(code: ErrorCode, message: string, next: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'HoldfastError'
    this.code = code
    this.next = next
  }
}

/** Turns anything thrown into a `Failure`; what we did not foresee becomes INTERNAL without leaking its text. */
export function toFailure(thrown: unknown): Failure {
  if (thrown instanceof HoldfastError) return { code: thrown.code, message: thrown.message, next: thrown.next }
  const system = (thrown as { code?: unknown } | null)?.code
  if (system === 'ENOSPC' || system === 'SQLITE_FULL') {
    return {
      code: 'DISK_FULL',
      message: 'The disk is full; nothing was changed.',
      next: 'Free some space and try again.',
    }
  }
  if (typeof system === 'string' && /^E[A-Z0-9]+$/.test(system)) return refusedBySystem(system, thrown)
  const kind = thrown instanceof Error ? thrown.name : typeof thrown
  return {
    code: 'INTERNAL',
    message: `Holdfast met a fault of its own (${kind}); nothing of this step was kept.`,
    next: 'Try again; if it happens again, report what you did.',
  }
}

const refusals: Record<string, [why: string, next: string]> = {
  EACCES: ['you may not use it', 'Ask for the right to it, or choose another place'],
  EPERM: ['you may not change it', 'Ask for the right to it, or choose another place'],
  EROFS: ['it lies on a disk that can only be read', 'Choose a place that can be written'],
  EISDIR: ['it is a folder', 'Name a file'],
  ENOTDIR: ['a part of the path is a file, not a folder', 'Check the path'],
  ELOOP: ['its links lead round in a circle', 'Check the path'],
  EEXIST: ['there is something under this name already', 'Choose another name'],
  ENAMETOOLONG: ['the name is too long for this disk', 'Choose a shorter one'],
}

/** What the operating system refused, to which file, in words. */
function refusedBySystem(system: string, thrown: unknown): Failure {
  const { path } = thrown as { path?: unknown }
  const what = typeof path === 'string' ? path : 'A file'
  if (system === 'ENOENT') {
    return {
      code: 'FILE_NOT_FOUND',
      message: `There is no file or folder ${typeof path === 'string' ? path : 'of this name'}.`,
      next: 'Check the path and try again.',
    }
  }
  const [why, next] = refusals[system] ?? ['the computer refused', 'Check the disk and your rights on it']
  return {
    code: 'IO',
    message: `${what} could not be read or written: ${why} (${system}).`,
    next: `${next}; then try again.`,
  }
}

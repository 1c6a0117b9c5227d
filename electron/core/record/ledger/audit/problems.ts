import type { Progress } from '../../../../../shared/contract/port.ts'
import { HoldfastError } from '../../../../../shared/kernel/errors.ts'

/** One thing that is not as it was sealed. */
export interface Problem {
  code:
    | 'PAGE_CHANGED'
    | 'STRUCTURE_CHANGED'
    | 'ENTRY_CHANGED'
    | 'ENTRY_MISSING'
    | 'PAYLOAD_CHANGED'
    | 'PAYLOAD_MISSING'
    | 'HEAD_CHANGED'
    | 'MEMBER_NOT_IN_FORCE'
    | 'ENTRY_UNSOUND'
    | 'TREE_CHANGED'
    | 'TABLE_CHANGED'
    | 'SCHEMA_CHANGED'
    | 'RECORD_EXTRA'
    | 'SIGNING_KEY_CHANGED'
    | 'CERTIFICATE_UNSOUND'
    | 'EXHIBIT_CHANGED'
    | 'EXHIBIT_MISSING'
    | 'HEADER_CHANGED'
    | 'FOLDER_CHANGED'
    | 'UNREADABLE'
  /** What it is about: `entry 17`, `head 20`, `exhibit 2026-001-E02`, `table report`, `page 12 of vault.db`. */
  where: string
  message: string
}

/** What every step of an audit is given. */
export interface AuditContext {
  signal?: AbortSignal | undefined
  progress?: ((progress: Progress) => void) | undefined
  report: (problem: Problem) => void
}

/** Lets the window breathe between pages of work, and stops when asked. Fails with CANCELLED. */
export async function breathe(signal: AbortSignal | undefined): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
  if (!signal?.aborted) return
  throw new HoldfastError('CANCELLED', 'The audit was cancelled before it was through.', 'Start it again for a result.')
}

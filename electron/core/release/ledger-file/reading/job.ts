import type { Output } from '../../../../../shared/contract/contract.ts'
import { job } from '../../../readers/index.ts'

/** What is asked of an export of a ledger. */
export interface ExportAsked {
  /** Goes on checking for a while; `check` is there once it has ended. */
  next(asked: null): Promise<{ done: number; total: number; check: Output<'ledger.verify'> | null }>
}

export const exportJob = job<{ path: string }, ExportAsked>('ledger-export', 'Name a file that “ledger export” wrote.')

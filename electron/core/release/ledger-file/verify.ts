import type { Output } from '../../../../shared/contract/contract.ts'
import type { CallContext } from '../../../../shared/contract/server.ts'
import type { Ports } from '../../ports.ts'
import { readOutside } from '../../readers/index.ts'
import { exportJob } from './reading/job.ts'

/**
 * Checks an export of a ledger, without a vault, in a process of its own, up to the first line that is wrong. Fails with
 * FILE_NOT_FOUND, INVALID_INPUT, CANCELLED or IO.
 */
export const checkLedgerExport = (
  ports: Ports,
  file: string,
  { signal, progress }: CallContext,
): Promise<Output<'ledger.verify'>> =>
  readOutside(ports, exportJob, { path: file }, signal, async (reading) => {
    for (;;) {
      const { done, total, check } = await reading.ask('next', null)
      if (check) return check
      progress({ stage: 'Checking the export', done, total, unit: 'bytes' })
    }
  })

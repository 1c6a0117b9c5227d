import { receiveReport } from '../../electron/core/intake/reports/index.ts'
import { measureEntries } from './audit.ts'
import type { Options } from './options.ts'
import { reportOf } from './reports.ts'
import { inFolder, newSession } from './room.ts'
import { timeRow, type Row } from './table.ts'
import { exponent } from './timing.ts'

/**
 * The audit of a vault that people filled by hand, where every entry has a signed head of its own. A bulk import has
 * one head for thousands of entries and hides what checking them costs.
 */
export async function measureHeads({ dir, heads, rounds }: Options): Promise<Row[]> {
  const small = await atSize(dir, Math.round(heads / 10), rounds)
  const large = await atSize(dir, heads, rounds)
  const entries = heads.toLocaleString('en-US')
  return [
    timeRow(`audit of ${entries} entries, each with its own head`, large.check, 'reading the rows', large.read, {
      exponent: exponent({ size: heads / 10, ms: small.check }, { size: heads, ms: large.check }),
    }),
  ]
}

const atSize = (dir: string | undefined, count: number, rounds: number): Promise<Record<'check' | 'read', number>> =>
  inFolder(dir, async (folder) => {
    const session = await newSession(folder)
    const { ledger, vault } = session.workspace
    try {
      // Only to fill this vault in time; what is measured is read from it afterwards.
      vault.store.exec('pragma synchronous=OFF')
      for (let n = 0; n < count; n++) {
        ledger.transact((transaction) => receiveReport(session.workspace, transaction, reportOf(n)))
      }
      return await measureEntries(session, rounds)
    } finally {
      await vault.close()
    }
  })

import { briefHandlers } from '../../electron/core/brief/index.ts'
import { promoteReport } from '../../electron/core/cases/index.ts'
import { receiveReport } from '../../electron/core/intake/index.ts'
import { entriesOfCase } from '../../electron/core/ledger/index.ts'
import type { Options } from './options.ts'
import { reportOf } from './reports.ts'
import { inFolder, newSession } from './room.ts'
import { timeRow, type Row } from './table.ts'
import { exponent, interleaved, median, percentile } from './timing.ts'

/** The case page's questions, asked of cases all over a vault that holds many. */
export async function measureBrief({ dir, cases, rounds }: Options): Promise<Row[]> {
  const small = await atSize(dir, Math.round(cases / 10), rounds)
  const large = await atSize(dir, cases, rounds)
  return [
    timeRow(
      `the six questions of a case among ${cases.toLocaleString('en-US')}, p95`,
      percentile(large.six, 0.95),
      'reading its entries',
      median(large.entries),
      {
        exponent: exponent(
          { size: cases / 10, ms: percentile(small.six, 0.95) },
          { size: cases, ms: percentile(large.six, 0.95) },
        ),
        budget: '< 100 ms',
        met: percentile(large.six, 0.95) < 100,
      },
    ),
  ]
}

const atSize = (dir: string | undefined, count: number, rounds: number): Promise<Record<'six' | 'entries', number[]>> =>
  inFolder(dir, async (folder) => {
    const { workspace } = await newSession(folder)
    const { ledger, vault, db, member } = workspace
    try {
      // Only to fill this vault in time; what is measured is read from it afterwards.
      vault.store.exec('pragma synchronous=OFF')
      const ids: string[] = []
      for (let n = 0; n < count; n++) {
        const promoted = ledger.transact((transaction) => {
          const { report } = receiveReport(workspace, transaction, reportOf(n))
          const asked = { report, title: `Case ${n}`, owner: member.id, approver: null, team: [], followUpDue: null }
          return promoteReport(workspace, transaction, asked)
        })
        ids.push(promoted.id)
      }
      const { 'case.get': six } = briefHandlers(workspace)
      const context = { signal: new AbortController().signal, progress: () => undefined }
      const one = (round: number): string => ids[Math.floor((round * 7919) % ids.length)] ?? ''
      return await interleaved(40 * rounds, {
        six: (round) => six({ case: one(round) }, context),
        entries: (round) => entriesOfCase(db, one(round)),
      })
    } finally {
      await vault.close()
    }
  })

import { caseFileHandlers } from '../../electron/core/overview/case-file/router.ts'
import { promoteReport } from '../../electron/core/casework/cases/index.ts'
import { receiveReport } from '../../electron/core/intake/reports/index.ts'
import { dueHandlers } from '../../electron/core/overview/due/router.ts'
import { due as providers, features } from '../../electron/core/features.ts'
import { entriesOfCase } from '../../electron/core/record/ledger/index.ts'
import { applyPlaybook } from '../../electron/core/casework/tasks/index.ts'
import type { Options } from './options.ts'
import { reportOf } from './reports.ts'
import { inFolder, newSession } from './room.ts'
import { timeRow, type Row } from './table.ts'
import { exponent, interleaved, median, percentile } from './timing.ts'

/** The case page's questions, asked of cases all over a vault that holds many; and what is due of all of them. */
export async function measureCaseFile({ dir, cases, rounds }: Options): Promise<Row[]> {
  const small = await atSize(dir, Math.round(cases / 10), rounds)
  const large = await atSize(dir, cases, rounds)
  const p95 = (times: Times): Record<keyof Times, number> => ({
    six: percentile(times.six, 0.95),
    due: percentile(times.due, 0.95),
    entries: median(times.entries),
    rows: median(times.rows),
  })
  const [before, now] = [p95(small), p95(large)]
  const grows = (of: keyof Times): number =>
    exponent({ size: cases / 10, ms: before[of] }, { size: cases, ms: now[of] })
  const among = `among ${cases.toLocaleString('en-US')}`
  return [
    timeRow(`the six questions of a case ${among}, p95`, now.six, 'reading its entries', now.entries, {
      exponent: grows('six'),
      budget: '< 100 ms',
      met: now.six < 100,
    }),
    timeRow(
      `what is due of ${cases.toLocaleString('en-US')} cases, one in ten under a playbook, p95`,
      now.due,
      'reading these rows',
      now.rows,
      {
        exponent: grows('due'),
        budget: '< 50 ms',
        met: now.due < 50,
      },
    ),
  ]
}

type Times = Record<'six' | 'entries' | 'due' | 'rows', number[]>

const atSize = (dir: string | undefined, count: number, rounds: number): Promise<Times> =>
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
          const followUpDue = new Date(Date.UTC(2026, 0, 1 + (n % 700))).toISOString()
          const asked = { report, title: `Case ${n}`, owner: member.id, approver: null, team: [], followUpDue }
          const opened = promoteReport(workspace, transaction, asked)
          if (n % 10 === 0) applyPlaybook(workspace, transaction, { case: opened.id, playbook: 'threat' })
          return opened
        })
        ids.push(promoted.id)
      }
      const { 'case.get': six } = caseFileHandlers(workspace, { caseParts: features })
      const { 'due.list': due } = dueHandlers(workspace, { responsibilities: [], due: providers })
      const context = { signal: new AbortController().signal, progress: () => undefined }
      const one = (round: number): string => ids[Math.floor((round * 7919) % ids.length)] ?? ''
      return await interleaved(40 * rounds, {
        six: (round) => six({ case: one(round) }, context),
        entries: (round) => entriesOfCase(db, one(round)),
        due: () => due({}, context),
        rows: () =>
          db.all('select number, title, follow_up_due from case_file union all select number, title, due from task'),
      })
    } finally {
      await vault.close()
    }
  })

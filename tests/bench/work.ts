import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { deriveFromPassphrase } from '../../electron/core/record/vault/kdf.ts'
import { parseHeader } from '../../electron/core/record/vault/header.ts'
import { passphrase } from '../support/app.ts'
import { bareFile, reportTable } from './bare.ts'
import { reportOf } from './reports.ts'
import { openApp, vaultIn } from './room.ts'
import { interleaved, median, percentile } from './timing.ts'

/** What a person at work in a filled vault waits for; milliseconds. */
export interface WorkFigures {
  unlock: number
  kdf: number
  add: { p50: number; p95: number }
  bareCommit: number
  firstPage: { p50: number; p95: number }
  barePage: number
  audit: number
}

const spread = (times: number[]): { p50: number; p95: number } => ({
  p50: median(times),
  p95: percentile(times, 0.95),
})

/** Opens the filled vault through the app and times single commands, lists and the whole audit. */
export async function measureWork(folder: string, size: number): Promise<WorkFigures> {
  const { app, call } = openApp(folder)
  const bare = bareFile(folder, `bare-work-${size}.db`)
  const dir = vaultIn(folder)
  const samples = Math.round(Math.min(100, Math.max(10, 4_000_000 / size)))
  try {
    const header = parseHeader(readFileSync(join(dir, 'vault.json'), 'utf8'))
    const slot = header.slots[0]
    if (slot?.kind !== 'passphrase') throw new Error('the header has no passphrase')
    const { kdf } = slot
    const opening = await interleaved(5, {
      kdf: () => deriveFromPassphrase(passphrase, kdf),
      unlock: () => call('vault.unlock', { dir, passphrase }),
      lock: () => call('vault.lock', {}),
    })
    await call('vault.unlock', { dir, passphrase })

    bare.exec('create table line (id integer primary key, text text not null) strict')
    const commits = await interleaved(samples, {
      add: (round) => call('report.add', reportOf(10_000_000 + round)),
      bare: (round) => bare.prepare('insert into line values (?, ?)').run(round, JSON.stringify(reportOf(round))),
    })

    fillBare(bare, size)
    const lists = await interleaved(samples, {
      page: () => call('report.list', { limit: 100 }),
      bare: () => bare.prepare('select * from report order by rowid limit 100').all(),
    })
    const audits = await interleaved(1, { audit: () => auditOnce(call) })
    return {
      // Less than the clock can tell apart from the derivation's own noise counts as that.
      unlock: Math.max(0.1, median(opening.unlock.map((ms, round) => ms - (opening.kdf[round] ?? 0)))),
      kdf: median(opening.kdf),
      add: spread(commits.add),
      bareCommit: median(commits.bare),
      firstPage: spread(lists.page),
      barePage: median(lists.bare),
      audit: median(audits.audit),
    }
  } finally {
    bare.close()
    await app.close()
  }
}

async function auditOnce(call: ReturnType<typeof openApp>['call']): Promise<void> {
  const { ok, problems } = await call('ledger.audit', {})
  if (!ok) throw new Error(`the audit found: ${problems[0]?.message ?? ''}`)
}

/** The same reports in a bare table: what a page of them costs at the least. */
function fillBare(bare: ReturnType<typeof bareFile>, size: number): void {
  bare.exec(reportTable)
  const insert = bare.prepare(
    `insert into report (id, serial, number, channel, received_at, received_ms, recorded_at, recorded_by, category,
       narrative, immediate_danger, severity_rank, fields, disposition, seq)
     values (?, ?, ?, ?, ?, ?, ?, 'someone', ?, ?, 0, 0, '{}', 'open', ?)`,
  )
  bare.transaction(() => {
    for (let n = 0; n < size; n++) {
      const { channel, receivedAt, category, narrative } = reportOf(n)
      const times = [receivedAt, Date.parse(receivedAt), receivedAt]
      insert.run(`id${n}`, n, `R-${n}`, channel, ...times, category, narrative, n)
    }
  })()
}

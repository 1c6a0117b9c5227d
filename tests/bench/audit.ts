import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { auditEntries, type Problem } from '../../electron/core/record/ledger/index.ts'
import { createTables, replay } from '../../electron/core/record/ledger/replay.ts'
import { signingKeyIn } from '../../electron/core/record/members/index.ts'
import type { Session } from '../../electron/core/session.ts'
import { openEncrypted, openInMemory, type Store } from '../../electron/core/record/vault/store.ts'
import { views } from '../../electron/core/views.ts'
import { bareFile, bareMemory, insertAll, reportTable } from './bare.ts'
import { interleaved, median, timed } from './timing.ts'

const page = 2000

/** The step of an audit that reads every entry, against reading the same rows and doing nothing with them. */
export async function measureEntries(
  { workspace }: Session,
  rounds: number,
): Promise<Record<'check' | 'read', number>> {
  const { db, ledger } = workspace
  const size = ledger.size
  const problems: Problem[] = []
  const times = await interleaved(rounds, {
    read: () => {
      const sql =
        'select e.seq, e.bytes, p.salt, p.body from entry e left join payload p using (seq) where e.seq >= ? and e.seq < ? order by e.seq'
      for (let from = 0; from < size; from += page) db.all(sql, from, from + page)
    },
    check: () =>
      auditEntries(db, views, ledger.origin, size, signingKeyIn, { report: (problem) => problems.push(problem) }),
  })
  if (problems[0]) throw new Error(`the audit found: ${problems[0].message}`)
  return { check: median(times.check), read: median(times.read) }
}

/**
 * The ledger projected into empty tables, in an encrypted file as when a vault's tables are made anew and in memory as
 * an audit does it, each against inserting the rows that come out.
 */
export async function measureProjection(
  folder: string,
  session: Session,
  rounds: number,
): Promise<Record<'file' | 'bareFile' | 'memory' | 'bareMemory', number>> {
  const { db } = session.workspace
  const times: Record<'file' | 'bareFile' | 'memory' | 'bareMemory', number[]> = {
    file: [],
    bareFile: [],
    memory: [],
    bareMemory: [],
  }
  for (let round = 0; round < rounds; round++) {
    const path = join(folder, 'projected.db')
    times.file.push(await projectInto(openEncrypted(path, randomBytes(32), false), session))
    rmSync(path)
    times.bareFile.push(await insertInto(bareFile(folder, 'bare-rows.db'), session))
    rmSync(join(folder, 'bare-rows.db'))
    times.memory.push(await projectInto(openInMemory(), session))
    times.bareMemory.push(await insertInto(bareMemory(), session))
  }
  if (db.get('select 1 from report') === undefined) throw new Error('there was nothing to project')
  return {
    file: median(times.file),
    bareFile: median(times.bareFile),
    memory: median(times.memory),
    bareMemory: median(times.bareMemory),
  }
}

async function projectInto(target: Store, { workspace }: Session): Promise<number> {
  const { vault, ledger } = workspace
  const ms = await timed(() =>
    target.transaction(() => {
      createTables(target, views)
      for (const _ of replay(vault.store, views, target, 0, ledger.size));
    }),
  )
  target.close()
  return ms
}

/** Milliseconds of the inserts and the commit alone: the rows are read in between. */
async function insertInto(target: Database.Database, { workspace }: Session): Promise<number> {
  const { db, ledger } = workspace
  let ms = 0
  target.exec(reportTable)
  target.exec('begin immediate')
  for (let from = 0; from < ledger.size; from += page) {
    const rows = db
      .all<Record<string, string | number | null>>(
        'select * from report where serial >= ? and serial < ?',
        from,
        from + page,
      )
      .map((row) => Object.values(row))
    ms += await timed(() => insertAll(target, 'report', rows))
  }
  ms += await timed(() => target.exec('commit'))
  target.close()
  return ms
}

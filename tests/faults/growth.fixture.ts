// A reader that reads one file after the other as the product's does, and says what each cost it.
import { openFile } from '../../electron/core/imports/reading/file.ts'
import { openExport } from '../../electron/core/release/ledger-file/reading/check.ts'
import { openTable } from '../../electron/core/imports/reading/table.ts'
import { openPacket } from '../../electron/core/release/packet/reading/check.ts'
import { job, served, serveReader, Unreadable } from '../../electron/core/readers/index.ts'
import { HoldfastError } from '../../shared/kernel/errors.ts'
import { columns, type Family } from './growth/making.ts'

interface Costs {
  /** Seconds of processor time, the least of `times` tries; and whether it was read or refused in words. */
  cost(asked: { path: string; reads: Family['reads']; times: number }): Promise<{ seconds: number; said: string }>
}

export const costJob = job<{ path: string }, Costs>('cost', 'Nothing.')

type Table = Parameters<typeof openTable>[0]['map']

async function rowsOf(path: string, map: Table): Promise<void> {
  const table = openTable({ path, map, now: '2026-11-23T12:00:00Z' })
  while ((await table.next(null)).end === null);
}

const read: Record<Family['reads'], (path: string, size: number) => Promise<void>> = {
  async file(path) {
    const file = await openFile({ path, zone: 'America/New_York', now: Date.parse('2026-11-23T12:00:00Z') })
    const { count } = file.head(null)
    for (let from = 0; from < count;) from += file.items({ from, narrative: 2000 }).length || count
    for (let index = 0; index < count; index++) file.item({ index })
  },
  table: (path) => rowsOf(path, { narrative: 'narrative' }),
  'table with fields': (path, size) =>
    rowsOf(path, { narrative: 'narrative', fields: Object.fromEntries(columns(size).map((name) => [name, name])) }),
  async packet(path) {
    await (await openPacket({ path })).check({ root: undefined, beside: new Map() })
  },
  async export(path) {
    const file = openExport({ path })
    while ((await file.next(null)).check === null);
  },
}

serveReader([
  served(costJob, () =>
    Promise.resolve(() => ({
      async cost({ path, reads, times }) {
        let seconds = Number.POSITIVE_INFINITY
        let said = 'read'
        for (let n = 0; n < times; n++) {
          const before = process.cpuUsage()
          try {
            await read[reads](path, Number(path.slice(path.lastIndexOf('-') + 1)))
          } catch (thrown) {
            if (!(thrown instanceof Unreadable || thrown instanceof HoldfastError)) throw thrown
            said = 'refused'
          }
          const { user, system } = process.cpuUsage(before)
          seconds = Math.min(seconds, (user + system) / 1_000_000)
        }
        return { seconds, said }
      },
    })),
  ),
])

import { contract } from '../../shared/contract/contract.ts'
import { listReports, warmWords } from '../../electron/core/intake/reports/index.ts'
import { unlockSession } from '../../electron/core/session.ts'
import { passphrase, testPorts } from '../support/app.ts'
import { vaultIn } from './room.ts'
import { median, percentile, timed } from './timing.ts'

/** What a search costs, and the index that makes it cheap; milliseconds. */
export interface SearchFigures {
  /** Reading all words into memory after unlocking, in the background; reading the same rows and doing nothing with them. */
  warm: number
  read: number
  /** The longest time for which the reading kept others waiting. */
  pause: number
  /** The first page, by what was asked for; and by a scan that reads every row. */
  rare: number
  common: number
  short: number
  scan: number
}

const input = contract['report.list'].input
const rounds = 40

/** Opens the filled vault and times the filter of the queue once its words are in memory: p95 of 40 different questions each. */
export async function measureSearch(folder: string, size: number): Promise<SearchFigures> {
  const session = await unlockSession(testPorts(folder), { dir: vaultIn(folder), passphrase }, () => undefined)
  const { db } = session.workspace
  try {
    const read = await timed(() => readAll(db.all.bind(db)))
    let [pause, last] = [0.1, performance.now()]
    const watch = setInterval(() => {
      pause = Math.max(pause, performance.now() - last - 1)
      last = performance.now()
    }, 1)
    const warm = await timed(() => warmWords(db))
    clearInterval(watch)
    const find = async (words: (round: number) => string): Promise<number> => {
      const times: number[] = []
      for (let round = 0; round < rounds; round++)
        times.push(await timed(() => listReports(session.workspace, input.parse({ filter: words(round), limit: 100 }))))
      return percentile(times, 0.95)
    }
    const usual = ['gate', 'driver', 'the van', 'night', 'sender', 'window', 'ed', 'visitor returned', 'R-0', 'hotel']
    const rare = await find((round) => `token${Math.floor((size / rounds) * round)}`)
    const common = await find((round) => usual[round % usual.length] ?? '')
    const short = await find((round) => `${round % 10}${String.fromCodePoint(97 + (round % 26))}`)
    const scans: number[] = []
    for (let round = 0; round < 5; round++)
      scans.push(await timed(() => db.all('select id from report where narrative like ?', `%token${round}`)))
    return { warm, read, pause, rare, common, short, scan: median(scans) }
  } finally {
    await session.workspace.vault.close()
  }
}

function readAll(all: (sql: string, from: number) => { serial: number }[]): void {
  for (let at = 0; ;) {
    const rows = all(
      'select serial, number, narrative, place_name, reporter, category, fields from report where serial > ? order by serial limit 500',
      at,
    )
    const last = rows.at(-1)
    if (!last) return
    at = last.serial
  }
}

import type { Reader } from '../../../record/vault/index.ts'
import { TraceIndex } from './trace-index.ts'
import { nameTrace, numbersIn, numberTrace, pointTraces, tellingWords, wordTrace } from './traces.ts'

/** The newest reports that a draft is compared with: what is older is no duplicate of what is reported today. */
const newestReports = 100_000
const page = 500

interface Row {
  serial: number
  narrative: string
  place_name: string | null
  latitude: number | null
  longitude: number | null
  reporter: string | null
  fields: string
}

interface Known {
  index: TraceIndex
  /** Serial numbers up to this one are in the index. */
  upTo: number
  /** How many payloads had been destroyed when it was begun: afterwards rows say something else. */
  destroyed: number
  /** The reading that goes on now, if one does. */
  warming: Promise<void> | undefined
}

const known = new WeakMap<Reader, Known>()

const numberIn = (db: Reader, sql: string): number => db.get<{ found: number | null }>(sql)?.found ?? 0
const destroyedIn = (db: Reader): number => numberIn(db, 'select count(*) as found from payload_destroyed')
const newest = (db: Reader): number => numberIn(db, 'select max(serial) as found from report')

function knownFor(db: Reader): Known {
  const destroyed = destroyedIn(db)
  let mine = known.get(db)
  if (mine?.destroyed !== destroyed) {
    mine?.index.wipe()
    mine = { index: new TraceIndex(), upTo: Math.max(0, newest(db) - newestReports), destroyed, warming: undefined }
    known.set(db, mine)
  }
  return mine
}

function* tracesOf(row: Row): Generator<number> {
  for (const word of tellingWords(row.narrative)) yield wordTrace(word)
  const more = row.fields === '{}' ? '' : Object.values(JSON.parse(row.fields) as Record<string, string>).join('\n')
  for (const word of tellingWords(more)) yield wordTrace(word)
  for (const number of numbersIn(`${row.narrative}\n${more}`)) yield numberTrace(number)
  if (row.place_name !== null) yield nameTrace(row.place_name)
  if (row.reporter !== null) yield nameTrace(row.reporter)
  if (row.latitude !== null && row.longitude !== null) yield* pointTraces(row.latitude, row.longitude, 0)
}

/** Takes in one page of reports; says whether there may be more. */
function takePage(db: Reader, mine: Known): boolean {
  const rows = db.all<Row>(
    `select serial, narrative, place_name, latitude, longitude, reporter, fields from report
     where serial > ? order by serial limit ${page}`,
    mine.upTo,
  )
  for (const row of rows) mine.index.add(row.serial, tracesOf(row))
  mine.upTo = rows.at(-1)?.serial ?? mine.upTo
  return rows.length === page
}

async function warm(db: Reader, mine: Known): Promise<void> {
  for (;;) {
    await new Promise((resolve) => setImmediate(resolve))
    // The vault may have been locked, or a record destroyed, since the last page.
    if (known.get(db) !== mine || !takePage(db, mine)) return
  }
}

/** Reads the reports that are not known yet, a page at a time, while others work. */
export async function knowReports(db: Reader): Promise<void> {
  const mine = knownFor(db)
  mine.warming ??= warm(db, mine).finally(() => (mine.warming = undefined))
  await mine.warming
}

/** What is known of the reports; `complete` unless there are too many new ones to read at once. */
export function knownReports(db: Reader): { index: TraceIndex; complete: boolean } {
  const mine = knownFor(db)
  if (newest(db) - mine.upTo <= page) takePage(db, mine)
  return { index: mine.index, complete: mine.upTo >= newest(db) }
}

/** Forgets everything when something has been destroyed since it was begun. */
export function forgetDestroyedTraces(db: Reader): void {
  const mine = known.get(db)
  if (mine && mine.destroyed !== destroyedIn(db)) forgetTraces(db)
}

/** Forgets what was kept for a vault that is being locked. */
export function forgetTraces(db: Reader): void {
  known.get(db)?.index.wipe()
  known.delete(db)
}

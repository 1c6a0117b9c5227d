import type { Reader } from '../vault/index.ts'
import { forgetTraces } from './similar/known.ts'
import { WordIndex } from './word-index.ts'

/** What a filter searches of a report. None of it changes after the report was received, but for its destruction. */
export const searched = `(number || ' ' || narrative || ' ' || coalesce(place_name, '') || ' ' || coalesce(reporter, '') || ' ' || category)`

interface Kept {
  index: WordIndex
  /** Serial numbers up to this one are in the index. */
  upTo: number
  /** How many payloads had been destroyed when it was begun: afterwards rows say something else. */
  destroyed: number
  ready: boolean
  warming: boolean
}

const page = 500
/** So many reports are taken in at once before a search; more are read in the background. */
const atOnce = 2000
/** Reports fetched one by one cost more than reading past them in the order of the file: worth it up to this share. */
const share = 40

const indexes = new WeakMap<Reader, Kept>()

const destroyedIn = (db: Reader): number =>
  db.get<{ count: number }>('select count(*) as count from payload_destroyed')?.count ?? 0

const newest = (db: Reader): number =>
  db.get<{ serial: number | null }>('select max(serial) as serial from report')?.serial ?? 0

function keptFor(db: Reader): Kept {
  const destroyed = destroyedIn(db)
  let kept = indexes.get(db)
  if (kept?.destroyed !== destroyed) {
    kept?.index.wipe()
    kept = { index: new WordIndex(), upTo: 0, destroyed, ready: false, warming: kept?.warming ?? false }
    indexes.set(db, kept)
  }
  return kept
}

/** Takes in one page of reports; says whether there may be more. */
function takePage(db: Reader, kept: Kept): boolean {
  const rows = db.all<{ serial: number; text: string }>(
    `select serial, ${searched} as text from report where serial > ? order by serial limit ${page}`,
    kept.upTo,
  )
  for (const { serial, text } of rows) kept.index.add(serial, text)
  kept.upTo = rows.at(-1)?.serial ?? kept.upTo
  return rows.length === page
}

/** Reads the reports into the index, a page at a time, while others work. What fails leaves the search as it was: slower. */
export async function warmWords(db: Reader): Promise<void> {
  const begun = keptFor(db)
  if (begun.warming || (begun.ready && newest(db) - begun.upTo <= atOnce)) return
  begun.warming = true
  try {
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve))
      // The vault may have been locked, or a record destroyed, since the last page.
      if (!indexes.has(db)) return
      const kept = keptFor(db)
      kept.warming = true
      if (takePage(db, kept)) continue
      kept.ready = true
      return
    }
  } finally {
    const kept = indexes.get(db)
    if (kept) kept.warming = false
  }
}

/** The serial numbers of all reports that may hold every word; undefined: all must be read to tell. */
export function mayHold(db: Reader, words: readonly string[]): number[] | undefined {
  if (!indexes.has(db)) return undefined
  const kept = keptFor(db)
  const last = newest(db)
  if (!kept.ready || last - kept.upTo > atOnce) return undefined
  while (kept.upTo < last) takePage(db, kept)
  const wellFormed = words.map((word) => word.toWellFormed())
  return kept.index.candidates(wellFormed, Math.max(atOnce, last / share))
}

/** Forgets what was kept for a vault that is being locked. */
export function forgetWords(db: Reader): void {
  forgetTraces(db)
  indexes.get(db)?.index.wipe()
  indexes.delete(db)
}

import { plainLetters } from '../../../../shared/kernel/normal-form.ts'
import type { Reader } from '../../record/vault/index.ts'
import type { IndexPart } from '../../record/members/index.ts'
import { forgetDestroyedTraces, forgetTraces } from './similar/known.ts'
import { WordIndex, type Holding } from './word-index.ts'

interface Kept {
  index: WordIndex
  /** Serial numbers up to this one are in the index. */
  upTo: number
  /** How many payloads had been destroyed when it was begun: afterwards rows say something else. */
  destroyed: number
  ready: boolean
  warming: boolean
}

interface Row {
  serial: number
  number: string
  narrative: string
  place_name: string | null
  reporter: string | null
  category: string
  fields: string
}

const page = 500
/** So many reports are taken in at once before a search; more are read in the background. */
const atOnce = 2000

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

/** What is searched of a report. None of it changes after the report was received, but for its destruction. */
function searched({ number, narrative, place_name: place, reporter, category, fields }: Row): string {
  const more = fields === '{}' ? [] : Object.values(JSON.parse(fields) as Record<string, string>)
  return plainLetters([number, narrative, place ?? '', reporter ?? '', category, ...more].join('\n'))
}

/** Texts of the reports after a serial number, which is their place. */
const textsAfter: IndexPart['texts'] = (db, serial, most) =>
  db
    .all<Row>(
      `select serial, number, narrative, place_name, reporter, category, fields from report
       where serial > ? order by serial limit ?`,
      serial,
      most,
    )
    .map((row) => ({ place: row.serial, text: searched(row) }))

/** Takes in one page of reports; says whether there may be more. */
function takePage(db: Reader, kept: Kept): boolean {
  const texts = textsAfter(db, kept.upTo, page)
  for (const { place, text } of texts) kept.index.add(place, text)
  kept.upTo = texts.at(-1)?.place ?? kept.upTo
  return texts.length === page
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

const sought = (words: readonly string[]): string[] => words.map((word) => plainLetters(word.toWellFormed()))

/** The reports that hold every one of the words, by their serial numbers; undefined while the index is not there. */
export function knownHolding(db: Reader, words: readonly string[]): Holding | undefined {
  if (!indexes.has(db)) return undefined
  const kept = keptFor(db)
  const last = newest(db)
  if (!kept.ready || last - kept.upTo > atOnce) return undefined
  while (kept.upTo < last) takePage(db, kept)
  return kept.index.holding(sought(words))
}

/**
 * The same whether there is an index or not: without one the newest reports, so many at most, are read for it, and nothing
 * is kept. `after`: reports up to this serial number were not read.
 */
export function reportsHolding(db: Reader, words: readonly string[], most = Infinity): Holding & { after: number } {
  const known = knownHolding(db, words)
  if (known) return { ...known, after: 0 }
  const last = newest(db)
  const flags = new Uint8Array(last + 1)
  const after = Math.max(0, last - most)
  const asked = sought(words)
  let count = 0
  for (
    let texts = textsAfter(db, after, page);
    texts.length > 0;
    texts = textsAfter(db, texts.at(-1)?.place ?? last, page)
  )
    for (const { place, text } of texts) {
      if (!asked.every((word) => text.includes(word))) continue
      flags[place] = 1
      count++
    }
  return { flags, count, after }
}

/** Forgets everything when something has been destroyed since it was begun: not only when somebody searches next. */
function forgetDestroyedWords(db: Reader): void {
  forgetDestroyedTraces(db)
  const kept = indexes.get(db)
  if (!kept || kept.destroyed === destroyedIn(db)) return
  kept.index.wipe()
  indexes.delete(db)
}

/** Forgets what was kept for a vault that is being locked. */
export function forgetWords(db: Reader): void {
  forgetTraces(db)
  indexes.get(db)?.index.wipe()
  indexes.delete(db)
}

/** The words of every report, open or not; whoever sees the queue finds by them. */
export const reportWords: IndexPart = {
  kind: 'report',
  right: 'report.read',
  texts: textsAfter,
  forget: forgetWords,
  forgetDestroyed: forgetDestroyedWords,
}

export { Unreadable } from '../../readers/index.ts'
import type { ReportInput } from '../../../../shared/contract/intake.ts'
import type { ImportKind, ImportTable, Proposal } from '../../../../shared/contract/exchange.ts'
import type { ProposedLeg } from '../../../../shared/contract/travel.ts'

/** A part of a source that becomes an exhibit of its own, taken out of the one before it. */
export interface ReadPart {
  name: string
  /** What the sender says it is; the register says what its bytes are. */
  claimed: string
  bytes: Uint8Array
  how: string
}

/** A report that a file would become. */
export interface ReadItem {
  title: string
  report: Omit<ReportInput, 'receivedAt'> & { receivedAt: string | null }
  proposals: Proposal[]
  /** Of several messages in one file: this one's own bytes, to the byte. */
  message?: { name: string; bytes: Uint8Array; sha256: string } | undefined
  parts: ReadPart[]
  problems: string[]
}

/** What the process without keys can read; a sealed report is opened beside it. */
export type ReadKind = Exclude<ImportKind, 'sealed'>

/** What a file turned out to be, by its content; it stays in the reader. */
export interface FileReading {
  kind: ReadKind
  size: number
  sha256: string
  items: ReadItem[]
  table: ImportTable | null
  /** Of an itinerary: the legs that its events may be. */
  legs: ProposedLeg[]
  problems: string[]
}

export interface ReadOrder {
  path: string
  /** Where a clock's zone is not known, times are proposed in this one, and it is said. */
  zone: string
  /** The time of the import, ms since 1970: what a file says is later than it is named. */
  now: number
}

/** Cut where a field of the record ends; that it was cut is said by whoever calls. */
export const cut = (text: string, most: number): string =>
  text.length <= most ? text : text.slice(0, most).toWellFormed()

/** One line of words, at most 500 characters; undefined when nothing is left. */
export function line(text: string | undefined, most = 500): string | undefined {
  const words = cut((text ?? '').toWellFormed().replaceAll(/\s+/g, ' ').trim(), most).trim()
  return words === '' ? undefined : words
}

/** Extra fields as the record takes them: no empty one, no name that an object has of itself. */
export const fieldsOf = (pairs: readonly (readonly [string, string | undefined])[]): Record<string, string> =>
  Object.fromEntries(
    pairs.flatMap(([name, text]) => {
      const value = cut((text ?? '').toWellFormed(), 100_000).trim()
      return value === '' ? [] : [[name, value] as const]
    }),
  )

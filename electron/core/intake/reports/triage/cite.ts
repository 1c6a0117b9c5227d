import type { ReportDetail } from '../../../../../shared/contract/intake.ts'
import type { Citation } from '../../../../../shared/contract/triage.ts'
import { HoldfastError } from '../../../../../shared/kernel/errors.ts'
import type { Reader } from '../../../record/vault/index.ts'

/** Finds a record that is cited for a report by its number, and gives the number as it is written. */
export type FindCited = (db: Reader, report: ReportDetail, ref: string) => string

/** The words of a report that a citation may quote: the narrative, an extra field, or the place. */
const quotable = (report: ReportDetail, field: string | undefined): string | undefined => {
  if (field === undefined) return report.narrative
  if (Object.hasOwn(report.fields, field)) return report.fields[field]
  return field === 'place' ? (report.place ?? undefined) : undefined
}

/** A citation that leads to what it cites; a quote with the place where it begins. Fails with INVALID_INPUT or NOT_FOUND. */
export function checkCitation(db: Reader, report: ReportDetail, cite: Citation, findCited: FindCited): Citation {
  if (cite.kind === 'told') return cite
  if (cite.kind === 'record') return { ...cite, record: findCited(db, report, cite.record) }
  const words = quotable(report, cite.field)
  const from = words === undefined ? -1 : words.startsWith(cite.quote, cite.from ?? -1) ? (cite.from ?? -1) : -1
  const at = cite.from === undefined ? (words?.indexOf(cite.quote) ?? -1) : from
  if (at >= 0) return { ...cite, from: at }
  throw new HoldfastError(
    'INVALID_INPUT',
    `“${cite.quote.slice(0, 80).toWellFormed()}” does not stand in ${cite.field === undefined ? 'the narrative' : `“${cite.field}”`} of report ${report.number}.`,
    'Quote it to the character, or cite another record or who told it; nothing was recorded.',
  )
}

import type { ReportDetail } from '../../../../shared/contract/intake.ts'
import type { Seen } from '../../../../shared/contract/triage.ts'
import type { Reader } from '../../vault/index.ts'

interface Row {
  number: string
  received_at: string
  disposition: string
  case_id: string | null
  case_number: string | null
  narrative: string
}

const most = 5

/** Reports that name the same place, or come from the same reporter: those that went into a case first, then the newest. */
export function seenBefore(db: Reader, { number, placeDetail, reporter }: ReportDetail): Seen[] {
  const of = (column: 'place_name' | 'reporter', value: string | null | undefined, why: Seen['why']): Seen[] =>
    value === null || value === undefined
      ? []
      : db
          .all<Row>(
            `select number, received_at, disposition, case_id, case_number, narrative from report
             where ${column} = ? and number <> ? order by received_ms desc limit 50`,
            value,
            number,
          )
          .map((row) => ({
            number: row.number,
            why,
            receivedAt: row.received_at,
            disposition: row.disposition,
            caseId: row.case_id,
            caseNumber: row.case_number,
            excerpt: row.narrative.slice(0, 120).toWellFormed(),
          }))
  const all = [...of('place_name', placeDetail?.name, 'same place'), ...of('reporter', reporter, 'same reporter')]
  const once = [...new Map(all.toReversed().map((one) => [one.number, one])).values()].reverse()
  const cased = once.filter(({ caseId }) => caseId !== null)
  return [...cased, ...once.filter(({ caseId }) => caseId === null)].slice(0, most)
}

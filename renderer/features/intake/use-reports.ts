import type { Input, Output } from '../../../shared/contract/contract.ts'
import { useAsOf } from '../../session/as-of.tsx'
import { useList, type Listed } from '../../ui/use-list.ts'
import type { Pages } from '../../ui/use-window.ts'

export type ReportList = Output<'report.list'>
export type ReportRow = ReportList['items'][number]
export type ReportQuestion = Required<
  Pick<Input<'report.list'>, 'disposition' | 'filter' | 'order' | 'assigned' | 'snoozed'>
>

/** How many rows are fetched at once. */
const pageSize = 200

export type Reports = Listed<'report.list'>

/** The reports of the queue, now or as it stood. */
export function useReports(question: ReportQuestion, pages: Pages, open: string | undefined): Reports {
  const asOf = useAsOf()
  return useList(
    'report.list',
    { ...question, ...(asOf === undefined ? {} : { asOf }) },
    { pageSize, pages, open, every: 60_000 },
  )
}

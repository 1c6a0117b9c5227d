import { useQueries, type UseQueryResult } from '@tanstack/react-query'
import type { Input, Output } from '../../../shared/contract/contract.ts'
import type { HoldfastError } from '../../../shared/kernel/errors.ts'
import { useAskThen, useAsOf } from '../../app/as-of.tsx'
import { client } from '../../app/client.ts'
import type { Held } from '../../ui/follow-list.ts'
import type { Pages } from '../../ui/use-window.ts'

export type ReportList = Output<'report.list'>
export type ReportRow = ReportList['items'][number]
export type ReportQuestion = Required<
  Pick<Input<'report.list'>, 'disposition' | 'filter' | 'order' | 'assigned' | 'snoozed'>
>

/** How many rows are fetched at once. */
const pageSize = 200
/** A page out of sight is soon let go, so that a list scrolled from end to end does not stay in memory. */
const pageKeptFor = 30_000

export interface Reports {
  total: number | undefined
  counts: Pick<ReportList, 'counts' | 'snoozed' | 'late'> | undefined
  /** The moment that is shown; null while it is on its way, undefined for now. */
  stood: ReportList['stood'] | undefined
  error: HoldfastError | null
  /** The row at a place of the list; undefined while its page is on the way. */
  row: (index: number) => ReportRow | undefined
  /** Where a report stands among the rows that are here; -1 when it is not. */
  indexOf: (number: string | undefined) => number
  /** Whether the list has the report that is open beside it, on whatever page. */
  held: Held
  retry: () => void
}

/** A window on a list of any length: only the pages that touch it are fetched. */
export function useReports(question: ReportQuestion, { from, to }: Pages, open: string | undefined): Reports {
  const asOf = useAsOf()
  const pages = [...new Set([0, ...Array.from({ length: to - from + 1 }, (_, index) => from + index)])]
  const results: UseQueryResult<ReportList, HoldfastError>[] = useQueries({
    queries: pages.map((page) => {
      const input: Input<'report.list'> = {
        ...question,
        limit: pageSize,
        offset: page * pageSize,
        ...(asOf === undefined ? {} : { asOf }),
      }
      return {
        queryKey: ['report.list', input],
        queryFn: () => client.call('report.list', input),
        gcTime: pageKeptFor,
        // What is late, and what comes back, changes with the clock alone.
        refetchInterval: 60_000,
      }
    }),
  })
  const here = new Map(pages.map((page, index) => [page, results[index]?.data]))
  const newest = results.find(({ data }) => data !== undefined)?.data
  const indexOf: Reports['indexOf'] = (number) => {
    if (number === undefined) return -1
    for (const [page, list] of here) {
      const at = list?.items.findIndex((row) => row.number === number || row.id === number) ?? -1
      if (at >= 0) return page * pageSize + at
    }
    return -1
  }
  const isHere = indexOf(open) >= 0
  // What is remembered of the list may be from before it was filed.
  const fetching = results.some(({ isFetching }) => isFetching)
  const whole = newest !== undefined && newest.total <= pageSize && here.get(0) !== undefined
  const beyond = useAskThen(
    'report.list',
    { ...question, limit: 1, holds: open ?? '' },
    open !== undefined && newest !== undefined && !isHere && !whole,
  )
  return {
    held:
      open === undefined
        ? undefined
        : isHere
          ? true
          : fetching
            ? undefined
            : whole
              ? false
              : (beyond.data?.holds ?? undefined),
    total: newest?.total,
    counts: newest,
    stood: asOf === undefined ? undefined : (newest?.stood ?? null),
    error: results.find(({ error }) => error !== null)?.error ?? null,
    row: (index) => here.get(Math.floor(index / pageSize))?.items[index % pageSize],
    indexOf,
    retry: () => {
      for (const result of results) if (result.error) void result.refetch()
    },
  }
}

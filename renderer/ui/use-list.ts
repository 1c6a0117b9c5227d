import { useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { Input, Output } from '../../shared/contract/contract.ts'
import type { HoldfastError } from '../../shared/kernel/errors.ts'
import { client } from '../session/client.ts'
import { heldIn, rowOf, type Held } from './follow-list.ts'
import type { Pages } from './use-window.ts'

/** The lists that are fetched page by page. */
type Listing = 'report.list' | 'subject.list'
type Row<K extends Listing> = Output<K>['items'][number]
/** What a list is asked, but for its pages. */
type Question<K extends Listing> = Omit<Input<K>, 'limit' | 'offset' | 'holds'>

/** A page out of sight is soon let go, so that a list scrolled from end to end does not stay in memory. */
const pageKeptFor = 30_000

export interface Listed<K extends Listing> {
  total: number | undefined
  /** The newest answer that is here: its counts, and the moment that it is of. */
  newest: Output<K> | undefined
  error: HoldfastError | null
  /** The row at a place of the list; undefined while its page is on the way. */
  row: (index: number) => Row<K> | undefined
  /** Where a record stands among the rows that are here; -1 when it is not. */
  indexOf: (ref: string | undefined) => number
  /** Whether the list has the record that is open beside it, on whatever page. */
  held: Held
  retry: () => void
}

interface Window {
  pageSize: number
  pages: Pages
  /** What is open beside the list, by id or number. */
  open: string | undefined
  /** Asked again so often, in milliseconds: what is late, and what comes back, changes with the clock alone. */
  every?: number
}

/** A window on a list of any length: only the pages that touch it are fetched. */
export function useList<K extends Listing>(name: K, question: Question<K>, window: Window): Listed<K> {
  const { pageSize, pages, open, every = false } = window
  const ask = (more: object): { queryKey: unknown[]; queryFn: () => Promise<Output<K>> } => {
    const input = { ...question, ...more } as Input<K>
    return { queryKey: [name, input], queryFn: () => client.call(name, input) }
  }
  const numbers = [...new Set([0, ...Array.from({ length: pages.to - pages.from + 1 }, (_, at) => pages.from + at)])]
  const results: UseQueryResult<Output<K>, HoldfastError>[] = useQueries({
    queries: numbers.map((page) => ({
      ...ask({ limit: pageSize, offset: page * pageSize }),
      gcTime: pageKeptFor,
      refetchInterval: every,
    })),
  })
  const here = new Map(numbers.map((page, at) => [page, results[at]?.data]))
  const newest = results.find(({ data }) => data !== undefined)?.data
  const rowsOf = (page: number): readonly Row<K>[] | undefined => here.get(page)?.items
  const indexOf = (ref: string | undefined): number => {
    for (const page of numbers) {
      const row = rowOf(rowsOf(page), ref)
      if (row) return page * pageSize + (rowsOf(page)?.indexOf(row) ?? 0)
    }
    return -1
  }
  const isHere = indexOf(open) >= 0
  const isWhole = newest !== undefined && newest.total <= pageSize && here.get(0) !== undefined
  const beyond: UseQueryResult<Output<K>, HoldfastError> = useQuery({
    ...ask({ limit: 1, holds: open ?? '' }),
    enabled: open !== undefined && newest !== undefined && !isHere && !isWhole,
  })
  return {
    total: newest?.total,
    newest,
    error: results.find(({ error }) => error !== null)?.error ?? null,
    row: (index) => rowsOf(Math.floor(index / pageSize))?.[index % pageSize],
    indexOf,
    held: heldIn({
      open,
      isHere,
      isFetching: beyond.isFetching || results.some(({ isFetching }) => isFetching),
      isWhole,
      beyond: beyond.data?.holds,
    }),
    retry: () => {
      for (const result of results) if (result.error) void result.refetch()
    },
  }
}

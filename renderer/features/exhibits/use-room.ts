import { keepPreviousData, useQueries, type UseQueryResult } from '@tanstack/react-query'
import type { Input, Output } from '../../../shared/contract/contract.ts'
import type { HoldfastError } from '../../../shared/kernel/errors.ts'
import { useAsOf, useAskThen } from '../../session/as-of.tsx'
import { client } from '../../session/client.ts'
import type { Pages } from '../../ui/use-window.ts'
import type { RoomQuestion } from '../evidence/index.ts'

export type RoomRow = Output<'exhibit.room'>['items'][number]
export type RoomGroup = Output<'exhibit.room'>['groups'][number]

export const pageSize = 100
/** Milliseconds that a page out of sight is kept. */
const pageKeptFor = 30_000

// The same one each time: what is laid out by it is not laid out anew.
const noGroups: readonly RoomGroup[] = []

export interface Room {
  /** Numbers of all of them, in order; undefined until they are here. */
  order: readonly string[] | undefined
  groups: readonly RoomGroup[]
  bytes: number
  /** The row at a place; undefined while its page is on the way. */
  row: (index: number) => RoomRow | undefined
  error: HoldfastError | null
  busy: boolean
  retry: () => void
}

/** The exhibits of a case in the order that is asked for: the pages in sight, and the numbers of all. */
export function useRoom(of: string, question: RoomQuestion, pages: Pages): Room {
  const asOf = useAsOf()
  const asked = { ...question, case: of }
  const order = useAskThen('exhibit.order', asked)
  const numbers = [...new Set([0, ...Array.from({ length: pages.to - pages.from + 1 }, (_, at) => pages.from + at)])]
  const results: UseQueryResult<Output<'exhibit.room'>, HoldfastError>[] = useQueries({
    queries: numbers.map((page) => {
      const input: Input<'exhibit.room'> = {
        ...asked,
        limit: pageSize,
        offset: page * pageSize,
        ...(asOf === undefined ? {} : { asOf }),
      }
      return {
        queryKey: ['exhibit.room', input],
        queryFn: ({ signal }: { signal: AbortSignal }) => client.call('exhibit.room', input, { signal }),
        gcTime: pageKeptFor,
        ...(asOf === undefined && page === 0 ? { placeholderData: keepPreviousData } : {}),
      }
    }),
  })
  const here = new Map(numbers.map((page, at) => [page, results[at]?.data]))
  const newest = results.find(({ data }) => data !== undefined)?.data
  return {
    order: order.data?.numbers,
    groups: newest?.groups ?? noGroups,
    bytes: newest?.bytes ?? 0,
    row: (index) => here.get(Math.floor(index / pageSize))?.items[index % pageSize],
    error: order.error ?? results.find(({ error }) => error !== null)?.error ?? null,
    busy: order.isFetching || results.some(({ isFetching }) => isFetching),
    retry: () => {
      void order.refetch()
      for (const result of results) if (result.error) void result.refetch()
    },
  }
}

import { useQueries, type UseQueryResult } from '@tanstack/react-query'
import type { Input, Output } from '../../../shared/contract/contract.ts'
import type { HoldfastError } from '../../../shared/kernel/errors.ts'
import { client, useAsk } from '../../app/client.ts'
import type { Held } from '../../ui/follow-list.ts'
import type { Pages } from '../../ui/use-window.ts'

type SubjectList = Output<'subject.list'>
export type SubjectRow = SubjectList['items'][number]
export type SubjectQuestion = Required<Pick<Input<'subject.list'>, 'kind' | 'filter'>>

const pageSize = 100
/** A page out of sight is soon let go, so that a list scrolled from end to end does not stay in memory. */
const pageKeptFor = 30_000

export interface Subjects {
  total: number | undefined
  counts: SubjectList['counts'] | undefined
  error: HoldfastError | null
  row: (index: number) => SubjectRow | undefined
  /** Where a subject stands among the rows that are here; -1 when it is not. */
  indexOf: (ref: string | undefined) => number
  /** Whether the list has the subject that is open beside it, on whatever page. */
  held: Held
  retry: () => void
}

/** A window on a list of any length: only the pages that touch it are fetched. */
export function useSubjects(question: SubjectQuestion, { from, to }: Pages, open: string | undefined): Subjects {
  const pages = [...new Set([0, ...Array.from({ length: to - from + 1 }, (_, index) => from + index)])]
  const results: UseQueryResult<SubjectList, HoldfastError>[] = useQueries({
    queries: pages.map((page) => {
      const input: Input<'subject.list'> = { ...question, limit: pageSize, offset: page * pageSize }
      return {
        queryKey: ['subject.list', input],
        queryFn: () => client.call('subject.list', input),
        gcTime: pageKeptFor,
      }
    }),
  })
  const here = new Map(pages.map((page, index) => [page, results[index]?.data]))
  const newest = results.find(({ data }) => data !== undefined)?.data
  const indexOf: Subjects['indexOf'] = (ref) => {
    for (const [page, list] of here) {
      const at = list?.items.findIndex(({ id, number }) => id === ref || number === ref) ?? -1
      if (at >= 0) return page * pageSize + at
    }
    return -1
  }
  const isHere = indexOf(open) >= 0
  // What is remembered of the list may be from before it was filed.
  const fetching = results.some(({ isFetching }) => isFetching)
  const whole = newest !== undefined && newest.total <= pageSize && here.get(0) !== undefined
  const beyond = useAsk(
    'subject.list',
    { ...question, limit: 1, holds: open ?? '' },
    { enabled: open !== undefined && newest !== undefined && !isHere && !whole },
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
    counts: newest?.counts,
    error: results.find(({ error }) => error !== null)?.error ?? null,
    row: (index) => here.get(Math.floor(index / pageSize))?.items[index % pageSize],
    indexOf,
    retry: () => {
      for (const result of results) if (result.error) void result.refetch()
    },
  }
}

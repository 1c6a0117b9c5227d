import { useQueries } from '@tanstack/react-query'
import type { Input } from '../../../shared/contract/contract.ts'
import type { HoldfastError } from '../../../shared/kernel/errors.ts'
import { client, useAsk } from '../../session/client.ts'
import type { EntryRow } from '../../ui/entry-grid.tsx'
import type { Pages } from '../../ui/use-window.ts'

const pageSize = 200

interface Entries {
  total: number | undefined
  error: HoldfastError | null
  row: (index: number) => EntryRow | undefined
  /** Where an entry stands in the list, newest first. */
  indexOf: (seq: number) => number
  retry: () => void
}

/** A window on the ledger, newest entry first: numbers have no gaps, so the page of a row follows from its place. */
export function useEntries({ from: first, to }: Pages): Entries {
  const newest = useAsk('ledger.list', { limit: pageSize })
  const top = newest.data?.rows[0]?.seq
  const from = Math.max(1, first)
  const last = Math.min(to, Math.floor((top ?? 0) / pageSize))
  const pages = Array.from({ length: Math.max(0, last - from + 1) }, (_, index) => from + index)
  const results = useQueries({
    queries: pages.map((page) => {
      const input: Input<'ledger.list'> = { limit: pageSize, before: (top ?? 0) + 1 - page * pageSize }
      return { queryKey: ['ledger.list', input], queryFn: () => client.call('ledger.list', input), gcTime: 30_000 }
    }),
  })
  const here = new Map(pages.map((page, index) => [page, results[index]?.data]))
  here.set(0, newest.data)
  return {
    total: newest.data?.total,
    error: newest.error,
    row: (index) => here.get(Math.floor(index / pageSize))?.rows[index % pageSize],
    indexOf: (seq) => (top === undefined ? -1 : top - seq),
    retry: () => void newest.refetch(),
  }
}

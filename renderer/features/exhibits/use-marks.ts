import { useAsk } from '../../session/client.ts'
import { useKept } from '../../session/kept.ts'
import type { HoldfastError } from '../../../shared/kernel/errors.ts'
import { allMarks, filteredMarks, type Mark, type MarkFilter } from './mark-filter.ts'

export interface Marks {
  /** All marks in force in the case; undefined until they are here. */
  all: readonly Mark[] | undefined
  /** Those that the filter leaves. */
  shown: readonly Mark[]
  filter: MarkFilter
  setFilter: (next: MarkFilter) => void
  error: HoldfastError | null
  retry: () => void
}

/** The marks of all exhibits of a case, once they are asked for; the filter is still there when the screen comes back. */
export function useMarks(of: string, enabled: boolean): Marks {
  const [filter, setFilter] = useKept<MarkFilter>(`marks ${of}`, allMarks)
  const { data, error, refetch } = useAsk('mark.list', { case: of }, { enabled })
  const all = data?.items
  return { all, shown: filteredMarks(all ?? [], filter), filter, setFilter, error, retry: () => void refetch() }
}

import { useQueries } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { AnswerTo } from '../../../shared/contract/evidence/asks.ts'
import { client } from '../../session/client.ts'
import { usePages } from '../../ui/use-window.ts'
import type { Which } from './which.ts'

/** Lines that are asked for at once. */
const page = 400
/** Lines that are taken to follow while nobody counted them. */
const ahead = 4000

export type TextLine = AnswerTo<'lines'>['lines'][number]

export interface TextLines {
  onRange: (first: number, last: number) => void
  lineAt: (index: number) => TextLine | undefined
  /** null while there is more to count. */
  total: number | null
  /** How many are shown. */
  shown: number
}

/** The lines of a text that are in sight: only they are asked for. */
export function useLines(which: Which, counted: number | null): TextLines {
  const [pages, onRange] = usePages(page)
  const [known, setKnown] = useState(counted)
  const numbers = Array.from({ length: pages.to - pages.from + 1 }, (_, index) => pages.from + index)
  const answers = useQueries({
    queries: numbers.map((number) => {
      const input = { ...which, part: { ask: 'lines' as const, from: number * page, count: page } }
      return {
        queryKey: ['exhibit.part', input],
        queryFn: () => client.call('exhibit.part', input),
        staleTime: Number.POSITIVE_INFINITY,
      }
    }),
  })
  const told = answers.flatMap(({ data }) => (data?.ask === 'lines' ? [data] : []))
  const total = told.find((one) => one.total !== null)?.total ?? known
  // What was counted once holds while the next lines are on their way.
  if (total !== known) setKnown(total)
  const last = Math.max(0, ...answers.map(({ data }, index) => (data ? ((numbers[index] ?? 0) + 1) * page : 0)))
  const byPage = useMemo(
    () => new Map(answers.map(({ data }, index) => [numbers[index], data?.ask === 'lines' ? data : undefined])),
    [answers, numbers],
  )
  return {
    onRange,
    lineAt: (index) => byPage.get(Math.floor(index / page))?.lines[index % page],
    total,
    shown: total ?? last + ahead,
  }
}

import { useQueries, type UseQueryResult } from '@tanstack/react-query'
import { useState } from 'react'
import type { Input, Output } from '../../../shared/contract/contract.ts'
import type { AnswerTo } from '../../../shared/contract/evidence/asks.ts'
import type { HoldfastError } from '../../../shared/kernel/errors.ts'
import { client } from '../../session/client.ts'
import { usePages } from '../../ui/use-window.ts'
import type { Which } from './which.ts'

type Cells = AnswerTo<'cells'>
export type SheetCell = Cells['rows'][number]['cells'][number]

/** Rows and columns that are asked for at once. */
export const rowsAtOnce = 200
export const columnsAtOnce = 50
/** Rows that are taken to follow while a sheet was not read to its end. */
const ahead = 5000
/** Milliseconds until more of a sheet is asked for that was not read so far. */
const again = 100

export const cellsOf = (answer: Output<'exhibit.part'> | undefined): Cells | undefined =>
  answer?.ask === 'cells' ? answer : undefined

interface Size {
  lastRow: number
  lastColumn: number
  columns: Cells['columns']
  more: boolean
}

interface SheetWindow extends Size {
  onRange: (first: number, last: number) => void
  rowAt: (row: number) => { hidden: boolean; cells: SheetCell[] } | undefined
  /** Whether the row was asked for and answered. */
  isTold: (row: number) => boolean
  error: HoldfastError | null
}

/** The cells of a sheet that are in sight: only they are asked for. `columnPages`: which blocks of columns are. */
export function useSheetWindow(which: Which, sheet: number, columnPages: readonly number[]): SheetWindow {
  const [pages, onRange] = usePages(rowsAtOnce)
  const [size, setSize] = useState<Size>({ lastRow: 0, lastColumn: 0, columns: [], more: true })
  const blocks = Array.from({ length: pages.to - pages.from + 1 }, (_, index) => pages.from + index).flatMap((rows) =>
    columnPages.map((columns) => ({ row: rows * rowsAtOnce + 1, column: columns * columnsAtOnce + 1 })),
  )
  const answers: UseQueryResult<Output<'exhibit.part'>, HoldfastError>[] = useQueries({
    queries: blocks.map(({ row, column }) => {
      const part = { ask: 'cells' as const, sheet, row, rows: rowsAtOnce, column, columns: columnsAtOnce }
      const input: Input<'exhibit.part'> = { ...which, part }
      return {
        queryKey: ['exhibit.part', input],
        queryFn: (): Promise<Output<'exhibit.part'>> => client.call('exhibit.part', input),
        staleTime: Number.POSITIVE_INFINITY,
        refetchInterval: ({ state }: { state: { data?: Output<'exhibit.part'> | undefined } }) => {
          const answer = cellsOf(state.data)
          return answer?.more === true && answer.lastRow < row + rowsAtOnce ? again : false
        },
      }
    }),
  })
  const told = answers.flatMap(({ data }) => cellsOf(data) ?? [])
  const furthest = told.toSorted((one, two) => two.lastRow - one.lastRow)[0]
  const wider = Math.max(size.lastColumn, ...told.map(({ lastColumn }) => lastColumn))
  const more = size.more && told.every((answer) => answer.more)
  const lastRow = Math.max(size.lastRow, furthest?.lastRow ?? 0)
  // What was counted once holds while the next cells are on their way.
  if (furthest && (lastRow !== size.lastRow || wider !== size.lastColumn || more !== size.more))
    setSize({ lastRow, lastColumn: wider, columns: furthest.columns, more })
  const rows = new Map<number, { hidden: boolean; cells: SheetCell[] }>()
  for (const { row, hidden, cells } of told.flatMap((answer) => answer.rows))
    rows.set(row, { hidden, cells: [...(rows.get(row)?.cells ?? []), ...cells] })
  const toldFrom = new Set(blocks.flatMap(({ row }, index) => (answers[index]?.data ? [row] : [])))
  return {
    ...size,
    lastRow: size.more ? size.lastRow + ahead : size.lastRow,
    onRange,
    rowAt: (row) => rows.get(row),
    isTold: (row) => toldFrom.has(Math.floor((row - 1) / rowsAtOnce) * rowsAtOnce + 1),
    error: answers.find(({ error }) => error !== null)?.error ?? null,
  }
}

import { z } from 'zod'

const from = z.int().min(1)

/** Tables of cells; rows and columns count from 1. */
export const SheetsView = z.strictObject({
  kind: z.literal('sheets'),
  /** What it is written as: `Office Open XML`, `OpenDocument`. */
  format: z.string(),
  sheets: z.array(
    z.strictObject({
      name: z.string(),
      state: z.enum(['shown', 'hidden', 'very hidden']),
    }),
  ),
})

/** A text that is a table too: what its cells are separated by, in words (`commas`). */
export const TableOfText = z.strictObject({ separator: z.string() })

/** Cells of a block of a sheet (0 is the first); cells without anything are left out. */
export const cellsAsk = z.strictObject({
  ask: z.literal('cells'),
  sheet: z.int().min(0).default(0),
  row: from,
  column: from,
  rows: z.int().min(1).max(500),
  columns: z.int().min(1).max(200),
})

const Cell = z.strictObject({
  column: z.int(),
  /** As it is stored; of many cells the beginning, and `cut` says how many characters more it has. */
  text: z.string(),
  cut: z.int(),
  number: z.boolean(),
  /** What the file shows in its place: the date of a stored number, the words of a value. */
  shown: z.string().nullable(),
  /** As text, without being worked out. */
  formula: z.string().nullable(),
  comment: z.string().nullable(),
})

export const cellsAnswer = z.strictObject({
  ask: z.literal('cells'),
  rows: z.array(z.strictObject({ row: z.int(), hidden: z.boolean(), cells: z.array(Cell) })),
  /** Columns of the sheet that are said to have a width (in letters), or to be hidden. */
  columns: z.array(z.strictObject({ from: z.int(), to: z.int(), width: z.number().nullable(), hidden: z.boolean() })),
  /** The last row and column that have something, so far as the sheet was read; `more`: it was not read to its end. */
  lastRow: z.int(),
  lastColumn: z.int(),
  more: z.boolean(),
})

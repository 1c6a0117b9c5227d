// Cells of a table by their names: "B4", "B4:C9".

/** A block of cells; rows and columns count from 1. */
export interface CellRange {
  top: number
  left: number
  bottom: number
  right: number
}

/** The last row and the last column of a sheet, as Excel and LibreOffice have it: XFD1048576. */
export const lastRow = 1_048_576
export const lastColumn = 16_384

/** The column of a cell's name, from 1. */
export const columnOf = (ref: string): number =>
  [...ref.replace(/\d+$/, '')].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)

/** The letters of a column, from 1. */
export const columnName = (column: number): string =>
  column <= 0 ? '' : columnName(Math.floor((column - 1) / 26)) + String.fromCharCode(65 + ((column - 1) % 26))

export const cellName = (row: number, column: number): string => `${columnName(column)}${row}`

/** The name of a block: of one cell, or of its first and last. */
export function rangeName({ top, left, bottom, right }: CellRange): string {
  const first = cellName(top, left)
  return top === bottom && left === right ? first : `${first}:${cellName(bottom, right)}`
}

/** The block that a name means, its corners in any order; undefined when it is none. */
export function rangeIn(name: string): CellRange | undefined {
  const match = /^([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?$/i.exec(name.trim())
  if (!match) return undefined
  const [, c1 = '', r1 = '', c2 = c1, r2 = r1] = match
  const [one, two] = [columnOf(c1.toUpperCase()), columnOf(c2.toUpperCase())]
  const [first, last] = [Number(r1), Number(r2)]
  if (Math.min(first, last) < 1) return undefined
  return {
    top: Math.min(first, last),
    left: Math.min(one, two),
    bottom: Math.max(first, last),
    right: Math.max(one, two),
  }
}

import { showAt } from '../../../../../shared/kernel/pinpoint.ts'

/** The column of a cell's name, from 1. */
export const columnOf = (ref: string): number =>
  [...ref.replace(/\d+$/, '')].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)

/** The letters of a column, from 1. */
export const columnName = (column: number): string =>
  column <= 0 ? '' : columnName(Math.floor((column - 1) / 26)) + String.fromCharCode(65 + ((column - 1) % 26))

/** A cell or a range as it is cited. */
export const cellPlace = (sheet: string, first: string, last: string): string =>
  showAt({ kind: 'cell', sheet, range: first === last ? first : `${first}:${last}` })

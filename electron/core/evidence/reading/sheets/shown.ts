import type { AnswerTo, EvidenceAsk } from '../../../../../shared/contract/evidence/asks.ts'
import type { OpenedFile, TextPart } from '../format.ts'
import { lineOf, type Sheet } from './sheet.ts'

/** Milliseconds for which one question reads on in a sheet. */
const readFor = 3000
/** Characters of a cell among others, and of one that is asked for alone. */
const shortest = 300
const longest = 100_000
/** Rows of one answer of text. */
const ofText = 1000

/** Lines of text beside the cells: names, headers, what stands in no cell. */
export interface Beside {
  before: string[]
  after: string[]
}

/** How a file of sheets is shown, cited and read as text. */
export function sheetsShown(
  format: string,
  sheets: readonly Sheet[],
  { before, after }: Beside,
): Pick<OpenedFile, 'view' | 'text' | 'part'> {
  return {
    view: { kind: 'sheets', format, sheets: sheets.map(({ name = '', state }) => ({ name, state })) },
    text: (from) => textOf(sheets, before, after, from),
    part: (ask) => (ask.ask === 'cells' ? cellsOf(sheets[ask.sheet], ask) : undefined),
  }
}

/** The cells of a block. */
export async function cellsOf(
  sheet: Sheet | undefined,
  { row, rows, column, columns }: Extract<EvidenceAsk, { ask: 'cells' }>,
): Promise<AnswerTo<'cells'>> {
  if (!sheet) return { ask: 'cells', rows: [], columns: [], lastRow: 0, lastColumn: 0, more: false }
  const last = row + rows - 1
  await sheet.readOn(last, performance.now() + readFor)
  const most = rows === 1 && columns === 1 ? longest : shortest
  const inside = (one: number): boolean => one >= column && one < column + columns
  return {
    ask: 'cells',
    rows: sheet.between(row, last).map(({ row: number, hidden, cells }) => ({
      row: number,
      hidden,
      cells: cells
        .filter((cell) => inside(cell.column))
        .map(({ column: at, text, number: isNumber = false, shown = null, formula = null, comment = null }) => ({
          column: at,
          text: text.slice(0, most).toWellFormed(),
          cut: Math.max(0, text.length - most),
          number: isNumber,
          shown: shown?.slice(0, most).toWellFormed() ?? null,
          formula: formula?.slice(0, most).toWellFormed() ?? null,
          comment: comment?.slice(0, most).toWellFormed() ?? null,
        })),
    })),
    columns: [...sheet.columns],
    lastRow: sheet.lastRow,
    lastColumn: sheet.lastColumn,
    more: !sheet.done,
  }
}

/** Units of text: what stands before, then each sheet's name and its rows, then what stands after. */
async function textOf(sheets: readonly Sheet[], before: string[], after: string[], from: number): Promise<TextPart> {
  const until = performance.now() + readFor
  const units: TextPart['units'] = []
  let index = 0
  const line = (text: string): void => {
    if (index >= from && units.length < ofText) units.push({ at: `line ${index + 1}`, text: text.toWellFormed() })
    index += 1
  }
  for (const text of before) line(text)
  for (const sheet of sheets) {
    line(`[sheet ${sheet.name}${sheet.state === 'shown' ? '' : ', hidden'}]`)
    const want = from + ofText - index
    while (!sheet.done && sheet.count < want && performance.now() < until)
      await sheet.readOn(sheet.lastRow + ofText, until)
    for (const row of sheet.nth(Math.max(0, from - index), Math.max(0, ofText - units.length)))
      units.push(lineOf(sheet, row))
    index += sheet.count
    if (units.length >= ofText || !sheet.done) return { units, unread: [], next: from + units.length }
  }
  for (const text of after) line(text)
  return { units, unread: [], next: from + units.length < index ? from + units.length : null }
}

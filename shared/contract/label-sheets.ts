/** A sheet of labels as its maker cuts it; millimetres, from the upper left corner of the sheet. */
export interface LabelSheet {
  paper: 'a4' | 'us-letter'
  columns: number
  rows: number
  width: number
  height: number
  /** Of the first label. */
  left: number
  top: number
  /** From one label to the next. */
  across: number
  down: number
}

const inch = 25.4
/** Avery's US sheets of two columns, 4 inches wide. */
const wide = { paper: 'us-letter', columns: 2, width: 4 * inch, left: 0.15625 * inch, across: 4.1875 * inch } as const

/** Sheets by their maker's number. A sheet is added here and nowhere else. */
export const labelSheets = {
  'avery-l7160': {
    paper: 'a4',
    columns: 3,
    rows: 7,
    width: 63.5,
    height: 38.1,
    left: 7.25,
    top: 15.15,
    across: 66,
    down: 38.1,
  },
  'avery-l7161': {
    paper: 'a4',
    columns: 3,
    rows: 6,
    width: 63.5,
    height: 46.6,
    left: 7.25,
    top: 8.7,
    across: 66,
    down: 46.6,
  },
  'avery-l7163': {
    paper: 'a4',
    columns: 2,
    rows: 7,
    width: 99.1,
    height: 38.1,
    left: 4.65,
    top: 15.15,
    across: 101.6,
    down: 38.1,
  },
  'avery-l7651': {
    paper: 'a4',
    columns: 5,
    rows: 13,
    width: 38.1,
    height: 21.2,
    left: 4.75,
    top: 10.7,
    across: 40.6,
    down: 21.2,
  },
  'herma-4464': {
    paper: 'a4',
    columns: 3,
    rows: 8,
    width: 70,
    height: 37.125,
    left: 0,
    top: 0,
    across: 70,
    down: 37.125,
  },
  'herma-4457': { paper: 'a4', columns: 2, rows: 6, width: 105, height: 48, left: 0, top: 4.5, across: 105, down: 48 },
  'avery-5160': {
    paper: 'us-letter',
    columns: 3,
    rows: 10,
    width: 2.625 * inch,
    height: inch,
    left: 0.1875 * inch,
    top: 0.5 * inch,
    across: 2.75 * inch,
    down: inch,
  },
  'avery-5163': { ...wide, rows: 5, height: 2 * inch, top: 0.5 * inch, down: 2 * inch },
  'avery-5164': { ...wide, rows: 3, height: (10 / 3) * inch, top: 0.5 * inch, down: (10 / 3) * inch },
} as const satisfies Record<string, LabelSheet>

export type SheetName = keyof typeof labelSheets
export const sheetNames = Object.keys(labelSheets) as [SheetName, ...SheetName[]]

import type { ColumnSurvey } from '../../../../shared/contract/exchange.ts'
import { dateForms, type DateForm } from '../../../../shared/contract/intake.ts'
import { count } from '../../../../shared/kernel/show.ts'
import { isInstant } from '../../../../shared/kernel/time.ts'
import { readDate } from './dates.ts'
import { whichIsMeant } from './when.ts'
import { westernised } from './words.ts'

const mostTold = 1000
const mostShown = 200
const longestShown = 200
/** A column is no longer tried for dates when so many of its cells, and more than a fifth of them, are none. */
const triedFor = 25

/** What the columns of a table hold, over all of its rows. */
export class Survey {
  private readonly columns: Column[]
  constructor(names: readonly string[], now: number) {
    this.columns = names.map((name) => new Column(name, now))
  }

  add(line: number, cells: Record<string, string>): void {
    for (const column of this.columns) column.add(line, (cells[column.name] ?? '').trim())
  }

  list(): ColumnSurvey[] {
    return this.columns.map((column) => column.survey())
  }
}

interface Seen {
  rows: number
  line: number
  example: string
}

class Column {
  readonly name: string
  private readonly now: number
  private empty = 0
  private filled = 0
  private notDates = 0
  private midnights = 0
  private clocks = 0
  private instants = 0
  private values: Map<string, number> | undefined = new Map()
  /** Cells by the forms in which they are dates, `day-first month-first` among them. */
  private readonly forms = new Map<string, Seen>()
  /** The first cell that is another day when the day comes first than when the month does. */
  private unclear: Pick<Seen, 'line' | 'example'> | undefined
  /** The first cell that names its zone by letters that are the name of none. */
  private meant: (Pick<Seen, 'line' | 'example'> & { said: string }) | undefined

  constructor(name: string, now: number) {
    this.name = name
    this.now = now
  }

  add(line: number, cell: string): void {
    if (cell === '') {
      this.empty++
      return
    }
    this.filled++
    this.tell(cell)
    if (this.notDates > triedFor && this.notDates > this.filled / 5) return
    const plain = westernised(cell)
    const fit = formsOf(plain, this.now)
    if (fit.length === 0) this.notDates++
    const key = fit.join(' ')
    if (
      this.unclear === undefined &&
      fit.includes('day-first') &&
      fit.includes('month-first') &&
      isUnclear(plain, this.now)
    )
      this.unclear = { line, example: cell.slice(0, 60).toWellFormed() }
    const seen = this.forms.get(key)
    if (seen) seen.rows++
    else this.forms.set(key, { rows: 1, line, example: cell.slice(0, 60).toWellFormed() })
    const [form] = fit
    const meant = form && readDate(cell, form, this.now)?.meant
    if (this.meant === undefined && meant !== undefined)
      this.meant = { line, example: cell.slice(0, 60).toWellFormed(), said: meant }
    if (/\d:\d\d/.test(plain)) this.clocks++
    if (isInstant(cell)) this.instants++
    if (/[T ]00:00(?::00(?:\.0+)?)?$/.test(plain)) this.midnights++
  }

  private tell(cell: string): void {
    if (!this.values) return
    const value = cell.length > longestShown ? cell.slice(0, longestShown).toWellFormed() : cell
    this.values.set(value, (this.values.get(value) ?? 0) + 1)
    if (this.values.size > mostTold) this.values = undefined
  }

  survey(): ColumnSurvey {
    const { name, empty, filled, values } = this
    const keys = [...this.forms.keys()].map((key) => key.split(' '))
    const dates =
      filled === 0 || this.notDates > 0 ? [] : dateForms.filter((form) => keys.every((key) => key.includes(form)))
    return {
      column: name,
      empty,
      distinct: values?.size ?? null,
      values: [...(values ?? [])]
        .toSorted(([, a], [, b]) => b - a)
        .slice(0, mostShown)
        .map(([value, rows]) => ({ value, rows })),
      dates,
      midnight: dates.length > 0 && this.midnights === filled,
      clock: filled > 0 && this.clocks === filled,
      instants: filled > 0 && this.instants === filled,
      doubt: this.doubt(dates) ?? this.zoneDoubt(),
    }
  }

  private zoneDoubt(): string | null {
    if (!this.meant) return null
    const { line, example, said } = this.meant
    return `Column “${this.name}” names no zone by “${said}” (line ${line}: “${example}”): ${whichIsMeant(said) ?? ''}.`
  }

  private doubt(dates: DateForm[]): string | null {
    if (this.filled === 0 || this.notDates > this.filled / 5) return null
    const told = [...this.forms].filter(([key]) => key !== '')
    if (told.length === 0) return null
    if (dates.includes('day-first') && dates.includes('month-first')) {
      return this.unclear === undefined
        ? null
        : `Column “${this.name}” has no date that tells whether the day or the month comes first (line ${this.unclear.line}: “${this.unclear.example}”); say which.`
    }
    if (dates.length > 0) return null
    const groups = told.toSorted(([, a], [, b]) => b.rows - a.rows).slice(0, 5)
    const others =
      this.notDates === 0
        ? []
        : [
            `${count(this.notDates, 'is', 'are')} no date (line ${this.forms.get('')?.line ?? '?'}: “${this.forms.get('')?.example ?? ''}”)`,
          ]
    const said = groups.map(
      ([key, { rows, line, example }]) =>
        `${rows.toLocaleString('en')} ${key
          .split(' ')
          .map((form) => formNames[form as DateForm])
          .join(' or ')} (line ${line}: “${example}”)`,
    )
    return groups.length + others.length < 2
      ? null
      : `Column “${this.name}” has dates of several forms: ${[...said, ...others].join('; ')}.`
  }
}

const formNames: Record<DateForm, string> = {
  'year-first': 'with the year first',
  'day-first': 'with the day first',
  'month-first': 'with the month first',
  excel: 'as spreadsheets count days',
  'excel-1904': 'as spreadsheets on a Mac count days',
  unix: 'in seconds since 1970',
  'unix-ms': 'in milliseconds since 1970',
}

/** The forms in which a cell is a date that is likely meant: a number alone counts only where its date is of our times. */
function formsOf(cell: string, now: number): DateForm[] {
  if (cell.length < 5 || cell.length > 120 || !/\d/.test(cell)) return []
  if (/^\d+(?:[.,]\d+)?$/.test(cell)) {
    if (/^(?:19|20)\d{6}(?:\d{4}|\d{6})?$/.test(cell)) return readDate(cell, 'year-first', now) ? ['year-first'] : []
    // 1980 to 2100, so that numbers of badges and tickets are not taken for dates.
    if (/^\d{5}(?:[.,]\d+)?$/.test(cell)) return inTimes(cell, 'excel', now)
    if (/^\d{9,10}$/.test(cell)) return inTimes(cell, 'unix', now)
    return /^\d{12,13}$/.test(cell) ? inTimes(cell, 'unix-ms', now) : []
  }
  return (['year-first', 'day-first', 'month-first'] as const).filter((form) => readDate(cell, form, now) !== undefined)
}

const inTimes = (cell: string, form: DateForm, now: number): DateForm[] => {
  const value = readDate(cell, form, now)?.value ?? ''
  return value > '1980' && value < '2101' ? [form] : []
}

const isUnclear = (cell: string, now: number): boolean =>
  readDate(cell, 'day-first', now)?.value !== readDate(cell, 'month-first', now)?.value

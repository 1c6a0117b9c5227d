import { describe, expect, it } from 'vitest'
import type { DateForm } from '../../../../shared/contract/intake.ts'
import { readDate } from './dates.ts'
import { Survey } from './survey.ts'

const now = Date.UTC(2026, 10, 30)
const said = (cell: string, form: DateForm): string | undefined => {
  const found = readDate(cell, form, now)
  return found && `${found.value}${found.zone ?? ''}`
}

describe('a cell that is a date', () => {
  it.each<[cell: string, form: DateForm, value: string]>([
    ['2026-04-03', 'year-first', '2026-04-03'],
    ['2026-04-03T06:42:00+02:00', 'year-first', '2026-04-03T06:42+02:00'],
    ['2026-04-03 06:42:09.123', 'year-first', '2026-04-03T06:42:09'],
    ['20260403T064209Z', 'year-first', '2026-04-03T06:42:09UTC'],
    ['2026/4/3', 'year-first', '2026-04-03'],
    ['2026-04', 'year-first', '2026-04'],
    ['03.04.2026 06:42', 'day-first', '2026-04-03T06:42'],
    ['3/4/26', 'day-first', '2026-04-03'],
    ['3. April 2026', 'day-first', '2026-04-03'],
    ['12. März 2026, 6:42', 'day-first', '2026-03-12T06:42'],
    ['3 de abril de 2026', 'day-first', '2026-04-03'],
    ['4/3/2026 6:42 PM', 'month-first', '2026-04-03T18:42'],
    ['4/3/2026 12:05 AM', 'month-first', '2026-04-03T00:05'],
    ['Friday, April 3, 2026', 'month-first', '2026-04-03'],
    ['10/14/2026 6:42 AM EST', 'month-first', '2026-10-14T06:42'],
    ['2026-04-03 06:42 (Europe/Lisbon)', 'year-first', '2026-04-03T06:42Europe/Lisbon'],
    ['14/10/2026 06:42:00 a. m.', 'day-first', '2026-10-14T06:42'],
    ['14/10/2026 06:42 p.\u00a0m.', 'day-first', '2026-10-14T18:42'],
    ['14/10/2026 06:42 م', 'day-first', '2026-10-14T18:42'],
    ['\u200f١٤/١٠/٢٠٢٦ ٠٦:٤٢ ص', 'day-first', '2026-10-14T06:42'],
    ['14/10/2026 6:42 μμ', 'day-first', '2026-10-14T18:42'],
    ['2026-10-14 오후 6:42', 'year-first', '2026-10-14T18:42'],
    ['2026. 10. 14. 오전 6:42:09', 'year-first', '2026-10-14T06:42:09'],
    ['2026. 10. 14.', 'year-first', '2026-10-14'],
    ['2026/10/14 下午 06:42:00', 'year-first', '2026-10-14T18:42'],
    ['2026年10月14日 午後6時42分', 'year-first', '2026-10-14T18:42'],
    ['14 октября 2026 г., 06:42', 'day-first', '2026-10-14T06:42'],
    ['14 октября 2026 г. в 06:42', 'day-first', '2026-10-14T06:42'],
    ['14 oct. 2026 à 06:42', 'day-first', '2026-10-14T06:42'],
    ['14.10.2026 um 06:42 Uhr', 'day-first', '2026-10-14T06:42'],
    ['14 ottobre 2026 alle ore 06:42', 'day-first', '2026-10-14T06:42'],
    ['14.10.2026 klo 6.42', 'day-first', '2026-10-14T06:42'],
    ['14/10/2026 0642 hrs', 'day-first', '2026-10-14T06:42'],
    // PostgreSQL.
    ['2026-10-14 06:42:09.123456+02', 'year-first', '2026-10-14T06:42:09+02:00'],
    // JavaScript.
    ['Wed Oct 14 2026 06:42:09 GMT+0200 (Central European Summer Time)', 'month-first', '2026-10-14T06:42:09+02:00'],
    ['20261014064209', 'year-first', '2026-10-14T06:42:09'],
    ['202610140642', 'year-first', '2026-10-14T06:42'],
    ['2026-10-14T06:42-04:00', 'year-first', '2026-10-14T06:42-04:00'],
    ['14. října 2026', 'day-first', '2026-10-14'],
    ['14 أكتوبر 2026', 'day-first', '2026-10-14'],
    ['46115', 'excel', '2026-04-03'],
    ['46115.2792', 'excel', '2026-04-03T06:42'],
    ['46115,2792', 'excel', '2026-04-03T06:42'],
    ['44653.2792', 'excel-1904', '2026-04-03T06:42'],
    ['1775198520', 'unix', '2026-04-03T06:42UTC'],
    ['1775198520000', 'unix-ms', '2026-04-03T06:42UTC'],
  ])('%s by %s', (cell, form, value) => {
    expect(said(cell, form)).toBe(value)
  })
  it.each<[cell: string, form: DateForm]>([
    ['before 2026-04-03', 'year-first'],
    ['2026-04-03 CEST', 'year-first'],
    ['2026-04-03T06:42 EST5EDT', 'year-first'],
    ['2026-02-30', 'year-first'],
    ['2026-04-03T24:10', 'year-first'],
    ['13/04/2026', 'month-first'],
    ['04/13/2026', 'day-first'],
    ['3/4/2026 13:05 PM', 'day-first'],
    // October in Zagreb, November in Warsaw.
    ['3 listopada 2026', 'day-first'],
    ['14/10/2026 13:42 م', 'day-first'],
    // A shift, or an offset.
    ['2026-10-14 06:00-14:00', 'year-first'],
    ['60', 'excel'],
    ['9999999', 'excel'],
    ['', 'unix'],
  ])('is none: %s by %s', (cell, form) => {
    expect(said(cell, form)).toBeUndefined()
  })
})

describe('a whole column', () => {
  const column = (...cells: string[]) => {
    const survey = new Survey(['When'], now)
    for (const [index, cell] of cells.entries()) survey.add(index + 2, { When: cell })
    const [found] = survey.list()
    return [found?.dates, found?.doubt] as const
  }
  it('says which comes first, the day or the month, where one cell tells it', () => {
    expect(column('03/04/2026', '13/04/2026')).toEqual([['day-first'], null])
    expect(column('03/04/2026', '04/13/2026', '')).toEqual([['month-first'], null])
  })
  it('is in doubt where no cell tells it, and where its cells are of several forms, with their lines', () => {
    expect(column('05/05/2026', '03/04/2026')).toEqual([
      ['day-first', 'month-first'],
      'Column “When” has no date that tells whether the day or the month comes first (line 3: “03/04/2026”); say which.',
    ])
    const [dates, doubt] = column('2026-04-03', '13/04/2026', '46115.2792', '2026-04-05')
    expect(dates).toEqual([])
    expect(doubt).toMatch(
      /several forms: 2 with the year first \(line 2.*1 with the day first \(line 3.*1 as spreadsheets count days \(line 4/,
    )
    expect(column('13/04/2026', '04/13/2026')[1]).toMatch(/several forms/)
  })
  it('that says its offsets asks for no zone beside them', () => {
    const stamp = (day: string) => `${day} 2026 06:42:09 GMT+0200 (Central European Summer Time)`
    expect(column(stamp('Wed Oct 14'), stamp('Thu Oct 15'))).toEqual([['day-first', 'month-first'], null])
    expect(column('2026-10-14 06:42 CEST')[1]).toContain('names no zone by “CEST”')
  })
  it('of words, badges or nothing is none, without a doubt', () => {
    expect(column('Gate 3', 'Gate 4')).toEqual([[], null])
    expect(column('12345678', '87654321')).toEqual([[], null])
    expect(column('', '')).toEqual([[], null])
  })
})

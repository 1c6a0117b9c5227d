import { lateness } from '../../shared/kernel/show.ts'
import { describe, expect, it } from 'vitest'
import { dueInWords, fromLocalField, instantInFull, occurredInWords, stretch, toLocalField, withinDay } from './time.ts'

describe('times in words', () => {
  it('says no more than is known', () => {
    const zone = 'America/New_York'
    expect(occurredInWords({ value: '2014', zone, precision: 'year' })).toBe('in 2014')
    expect(occurredInWords({ value: '2026-11', zone, precision: 'month' })).toBe('in November 2026')
    expect(occurredInWords({ value: '2026-11-22', zone, precision: 'day' })).toBe('22 Nov 2026')
    expect(occurredInWords({ value: '2026-11-22T06:42', zone, precision: 'minute' })).toBe('22 Nov 2026, 06:42')
    expect(withinDay({ value: '2026-11-22', zone, precision: 'day' })).toBe('during the day')
    expect(withinDay({ value: '2026-11-22T06', zone, precision: 'hour' })).toBe('06:00–06:59')
  })

  it('shows an instant on the clock of its own statement', () => {
    expect(instantInFull('2026-11-23T06:58:00-05:00')).toContain('Stated as 2026-11-23 06:58 UTC−5')
    expect(instantInFull('2026-11-23T06:58:00+05:30')).toContain('Stated as 2026-11-23 06:58 UTC+5:30')
  })

  it('says stretches in at most two units', () => {
    const minute = 60_000
    expect(stretch(14 * minute)).toBe('14 min')
    expect(stretch(96 * minute)).toBe('1 h 36')
    expect(stretch(40 * 60 * minute)).toBe('1 d 16 h')
    expect(stretch(-minute)).toBe('0 min')
    expect([44, -96, 1440, 20160, 0].map(lateness)).toEqual([
      '44 min late',
      '1 h 36 early',
      '1 d late',
      '14 d late',
      'on time',
    ])
    expect(dueInWords('2026-11-23T09:00:00Z', Date.parse('2026-11-23T09:14:00Z'))).toEqual({
      late: true,
      words: '14 min late',
    })
  })
})

describe('a typed instant', () => {
  it('is read as it is shown', () => {
    const now = new Date(2026, 10, 23, 6, 42)
    expect(toLocalField(now)).toBe('2026-11-23 06:42')
    expect(Date.parse(fromLocalField('2026-11-23 06:42') ?? '')).toBe(now.getTime())
  })

  it('means today when it is a time alone', () => {
    const read = fromLocalField('6:42') ?? ''
    expect(toLocalField(new Date(read))).toBe(`${toLocalField(new Date()).slice(0, 10)} 06:42`)
  })

  it('is refused when it is not one', () => {
    for (const text of ['', '23 Nov', '2026-02-30 06:42', '2026-11-23', '2026-11-23 25:00']) {
      expect(fromLocalField(text), text).toBeUndefined()
    }
  })
})

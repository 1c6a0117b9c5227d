import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readLoosely } from './loose-time.ts'

// Monday, 23 November 2026, 06:50 on the clock of the place.
const now = '2026-11-23T06:50'
const read = (text: string): string | undefined => readLoosely(text, now)?.value

it.each([
  ['6:42', '2026-11-23T06:42'],
  ['06:42:09', '2026-11-23T06:42:09'],
  ['6.42', '2026-11-23T06:42'],
  ['6:42 am', '2026-11-23T06:42'],
  ['6am', '2026-11-23T06'],
  ['12 am', '2026-11-23T00'],
  ['22:10', '2026-11-22T22:10'],
  ['at 22:10', '2026-11-22T22:10'],
  ['now', '2026-11-23T06:50'],
  ['today 6:42', '2026-11-23T06:42'],
  ['yesterday 22:10', '2026-11-22T22:10'],
  ['Yesterday at 10:10 pm', '2026-11-22T22:10'],
  ['yesterday', '2026-11-22'],
  ['yesterday noon', '2026-11-22T12:00'],
  ['Tue', '2026-11-17'],
  ['tuesday 14:00', '2026-11-17T14:00'],
  ['Mon', '2026-11-23'],
  ['Mon 22:10', '2026-11-16T22:10'],
  ['last Monday', '2026-11-16'],
  ['next Tue', '2026-11-24'],
  ['tomorrow 8:00', '2026-11-24T08:00'],
  ['14 Nov', '2026-11-14'],
  ['14 November 2025', '2025-11-14'],
  ['Nov 14, 2025 9:05', '2025-11-14T09:05'],
  ['14th of nov 22:10', '2026-11-14T22:10'],
  ['Sat 14 Nov', '2026-11-14'],
  ['25 Dec', '2025-12-25'],
  ['Nov 2026', '2026-11'],
  ['October', '2026-10'],
  ['14.11.', '2026-11-14'],
  ['14.11.2025', '2025-11-14'],
  ['25/12/2025', '2025-12-25'],
  ['12/25/2025', '2025-12-25'],
  ['20 min ago', '2026-11-23T06:30'],
  ['2 h ago', '2026-11-23T04'],
  ['3 days ago', '2026-11-20'],
  ['2014', '2014'],
  ['2026-11-22 06:42', '2026-11-22T06:42'],
])('“%s” on a Monday morning is %s', (text, value) => {
  expect(read(text)).toBe(value)
})

it.each(['3/4/2026', '3/4', '31 Feb', '25:10', '13 pm', 'soon', 'Tu', '6', '', 'Nov 31', 'in the morning', '2026-13'])(
  '“%s” is not guessed at',
  (text) => {
    expect(read(text)).toBeUndefined()
  },
)

it('reads nothing but times of the calendar, whatever is typed', () => {
  const words = fc.constantFrom(
    'last',
    'next',
    'tue',
    'nov',
    '14',
    '31',
    '6:42',
    '2026',
    'pm',
    'at',
    '.',
    '/',
    'ago',
    'h',
  )
  fc.assert(
    fc.property(fc.array(words, { maxLength: 6 }), fc.string(), (parts, noise) => {
      for (const text of [parts.join(' '), noise]) {
        const found = readLoosely(text, now)
        if (found)
          expect(Number.isNaN(Date.parse(`${found.value}${'0000-01-01T00:00:00'.slice(found.value.length)}Z`))).toBe(
            false,
          )
      }
    }),
  )
})

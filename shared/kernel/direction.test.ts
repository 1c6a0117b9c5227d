import { expect, test } from 'vitest'
import { isolated } from './direction.ts'

const isolates = (line: string): string => isolated(line).replaceAll('\u2068', '<').replaceAll('\u2069', '>')

test.each([
  ['Opened for Ångström-مريم; 0 of 13 tasks done.', 'Opened for Ångström-<مريم>; 0 of 13 tasks done.'],
  ['مريم, 23 Nov 2026, entry 5', '<مريم>, 23 Nov 2026, entry 5'],
  ['Seen by مريم (witness), فاطمة (target)', 'Seen by <مريم> (witness), <فاطمة> (target)'],
  ['23 Nov, 06:42, תל אביב: שלום, עולם 1 merged', '23 Nov, 06:42, <תל אביב>: <שלום, עולם> 1 merged'],
  ['name: دانا → פנינה', 'name: <دانا> → <פנינה>'],
  ['one مريم\ntwo ܫܠܡܐ three ދިވެހި', 'one <مريم>\ntwo <ܫܠܡܐ> three <ދިވެހި>'],
])('%s', (line, shown) => {
  expect(isolates(line)).toBe(shown)
})

test('a text with no other letters is set apart whole, with its numbers and what ends it', () => {
  expect(isolates('שלום, עולם 12.')).toBe('<שלום, עולם 12.>')
  expect(isolates('«مريم» (٣)')).toBe('<«مريم» (٣)>')
})

test('what runs left to right stays as it is', () => {
  for (const line of ['', 'Plain, 12 (a)', '한국어 ไทย 日本語 é', '⟨U+2068⟩', '12:30 …'])
    expect(isolated(line)).toBe(line)
})

test('takes out no letter and is done at once with long ones', () => {
  for (const line of ['\u0661'.repeat(200_000) + 'a', 'ا' + ' '.repeat(200_000) + 'a', 'ا ; '.repeat(50_000) + 'a'])
    expect(isolated(line).replaceAll(/[\u2068\u2069]/g, '')).toBe(line)
})

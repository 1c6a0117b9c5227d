import { assert, property, uint8Array } from 'fast-check'
import { expect, test } from 'vitest'
import { unhex } from '../../kernel/bytes.ts'
import { children, contentOf, der, oidOf, Unreadable } from './der.ts'

const read = (text: string) => der(unhex(text) ?? new Uint8Array())

test('values, lengths and object identifiers', () => {
  expect(children(read('3006020101020102')).map(contentOf)).toEqual([Uint8Array.of(1), Uint8Array.of(2)])
  expect(oidOf(read('06092a864886f70d010702'))).toBe('1.2.840.113549.1.7.2')
  expect(oidOf(read('0603550403'))).toBe('2.5.4.3')
  expect(read(`048180${'00'.repeat(128)}`).end).toBe(131)
})

test('an indefinite length ends at its two zero bytes', () => {
  const outer = read('30800201013080020102000004010000000000')
  expect(children(outer)).toHaveLength(3)
  expect(outer.end).toBe(17)
})

test.each([
  ['a length longer than needed', '30810101'],
  ['a long length with a leading zero', `0482000100`],
  ['a value that runs past its end', '3005020101'],
  ['an integer with padding', '02020001'],
  ['an integer without bytes', '0200'],
  ['a tag of several bytes', '1f8101'],
  ['an indefinite primitive', '04800000'],
  ['an indefinite length without an end', '3080020101'],
  ['nothing', ''],
])('%s is refused', (_, text) => {
  expect(() => read(text)).toThrow(Unreadable)
})

test('noise is read or refused, never anything else', () => {
  assert(
    property(uint8Array({ maxLength: 200 }), (noise) => {
      try {
        children(der(Uint8Array.from(noise)))
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(Unreadable)
      }
    }),
  )
})

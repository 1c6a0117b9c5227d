import fc from 'fast-check'
import { createHash, randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { base64, hex, unbase64, unhex } from './bytes.ts'
import { canonical, isCanonical, type Json } from './canonical.ts'
import { idFrom, idPattern } from './ids.ts'
import { earliest, endOfDay, isInstant, latest, offsetWhereTwice, whyNotOccurredAt } from './time.ts'

describe('bytes', () => {
  it('agrees with Node on base64 and hexadecimal, both ways', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(base64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
        expect(unbase64(base64(bytes))).toEqual(bytes)
        expect(hex(bytes)).toBe(Buffer.from(bytes).toString('hex'))
        expect(unhex(hex(bytes))).toEqual(bytes)
      }),
    )
  })
  it('refuses every spelling but the canonical one', () => {
    for (const odd of ['QQ', 'QR==', 'QQ=', ' QQ==', 'QQ==\n', 'QQ-=']) expect(unbase64(odd)).toBeUndefined()
    for (const odd of ['0', 'AB', '0g', ' 00']) expect(unhex(odd)).toBeUndefined()
  })
})

describe('canonical JSON', () => {
  it('spells the example of RFC 8785, section 3.2.4', () => {
    const value = JSON.parse(
      '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
    )
    expect(canonical(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
  })
  it('does not depend on the order in which keys were set', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.integer()), (record) => {
        const turned = Object.fromEntries(Object.entries(record).toReversed())
        expect(canonical(turned)).toBe(canonical(record))
        expect(JSON.parse(canonical(record))).toEqual({ ...record })
      }),
    )
  })
  it('is known from every other text of the same value', () => {
    const json = fc.jsonValue({ maxDepth: 4 })
    fc.assert(
      fc.property(fc.oneof(json, fc.dictionary(fc.string(), json)), fc.nat(4), (given, spaces) => {
        const value = JSON.parse(JSON.stringify(given)) as Json
        const spelled = JSON.stringify(value, undefined, spaces)
        expect(isCanonical(canonical(value), value)).toBe(true)
        expect(isCanonical(spelled, JSON.parse(spelled) as Json)).toBe(spelled === canonical(value))
      }),
    )
    for (const odd of ['{"b":1,"a":2}', '{"9":1,"10":2}', '{"a":1.0}', '{"a":1,"a":1}', '"\\u0041"', ' 1'])
      expect(isCanonical(odd, JSON.parse(odd) as Json), odd).toBe(false)
    expect(isCanonical('{"10":2,"9":1}', { 9: 1, 10: 2 })).toBe(true)
    expect(isCanonical('"\\\\ud"', '\\ud')).toBe(true)
    expect(() => isCanonical('"\\ud800"', '\ud800')).toThrow(TypeError)
  })
  it('refuses what has no canonical form', () => {
    for (const odd of [Number.NaN, Number.POSITIVE_INFINITY, '\ud800']) expect(() => canonical(odd)).toThrow(TypeError)
  })
})

describe('ids', () => {
  it('has its form and keeps all 128 bits', () => {
    expect(idFrom(new Uint8Array(16))).toBe('0'.repeat(26))
    expect(idFrom(new Uint8Array(16).fill(255))).toMatch(idPattern)
    const ids = new Set(Array.from({ length: 500 }, (_, i) => idFrom(createHash('sha256').update(`${i}`).digest())))
    expect(ids.size).toBe(500)
    expect(idFrom(randomBytes(16))).toMatch(idPattern)
  })
})

describe('time', () => {
  it.each([
    ['2026', 'year'],
    ['2026-11', 'month'],
    ['2024-02-29', 'day'],
    ['2026-11-22T06', 'hour'],
    ['2026-11-22T06:42', 'minute'],
    ['2026-11-22T06:42:09', 'second'],
  ] as const)('takes %s as a %s', (value, precision) => {
    expect(whyNotOccurredAt({ value, precision, zone: 'Europe/Lisbon' })).toBeUndefined()
  })
  it.each([
    ['2026-11-22', 'month', 'UTC', 'precision'],
    ['2023-02-29', 'day', 'UTC', 'calendar'],
    ['2026-13', 'month', 'UTC', 'calendar'],
    ['2026-11-22T24', 'hour', 'UTC', 'calendar'],
    ['2026', 'year', 'Mars/Olympus', 'zone'],
    ['2026', 'year', '+5:00', 'zone'],
    ['2026', 'year', 'BST', 'Europe/London'],
  ] as const)('refuses %s as a %s in %s', (value, precision, zone, word) => {
    expect(whyNotOccurredAt({ value, precision, zone })).toContain(word)
  })
  it('finds the earliest instant on both sides of daylight-saving time', () => {
    const at = (value: string, precision: 'day' | 'minute' | 'year', zone: string): string =>
      new Date(earliest({ value, precision, zone })).toISOString()
    expect(at('2026-11-22', 'day', 'America/New_York')).toBe('2026-11-22T05:00:00.000Z')
    expect(at('2026-07-01T12:30', 'minute', 'America/New_York')).toBe('2026-07-01T16:30:00.000Z')
    expect(at('1997', 'year', 'Asia/Kabul')).toBe('1996-12-31T19:30:00.000Z')
  })
  it('knows an instant by its zone', () => {
    expect(isInstant('2026-11-23T06:42:00-05:00')).toBe(true)
    expect(isInstant('2026-11-23T06:42Z')).toBe(true)
    for (const odd of ['2026-11-23T06:42:00', '2026-02-30T06:42:00Z', '2026-11-23', 'now'])
      expect(isInstant(odd)).toBe(false)
  })
})

describe('a day and an hour of a zone', () => {
  it('ends a day a minute before the next begins, however long it was', () => {
    const end = (day: string, zone: string): string => new Date(endOfDay(day, zone)).toISOString()
    expect(end('2026-11-01', 'America/New_York')).toBe('2026-11-02T04:59:00.000Z')
    expect(end('2026-12-31', 'Asia/Kolkata')).toBe('2026-12-31T18:29:00.000Z')
    expect(end('2026-02-28', 'UTC')).toBe('2026-02-28T23:59:00.000Z')
  })
  it('says the offset of an instant only where its minute comes twice', () => {
    const said = (instant: string, zone = 'America/New_York'): string | null => offsetWhereTwice(instant, zone)
    expect(said('2026-11-01T04:59:59Z')).toBeNull()
    expect(said('2026-11-01T05:00:00Z')).toBe('-04:00')
    expect(said('2026-11-01T05:59:59Z')).toBe('-04:00')
    expect(said('2026-11-01T06:00:00Z')).toBe('-05:00')
    expect(said('2026-11-01T07:00:00Z')).toBeNull()
    expect(said('2026-03-08T07:00:00Z')).toBeNull()
    expect(said('2026-04-04T15:15:00Z', 'Australia/Lord_Howe')).toBe('+10:30')
  })
})

it.each([
  ['2026-11-01T01:30', 'minute', '2026-11-01T06:31:00.000Z'],
  ['2026-11-01T01', 'hour', '2026-11-01T07:00:00.000Z'],
  ['2026-11-01', 'day', '2026-11-02T05:00:00.000Z'],
  ['2026-03-08', 'day', '2026-03-09T04:00:00.000Z'],
  ['2026-11', 'month', '2026-12-01T05:00:00.000Z'],
  ['2024-02', 'month', '2024-03-01T05:00:00.000Z'],
  ['2025', 'year', '2026-01-01T05:00:00.000Z'],
] as const)('%s, known to the %s, may mean any moment up to %s', (value, precision, end) => {
  expect(new Date(latest({ value, zone: 'America/New_York', precision })).toISOString()).toBe(end)
})

describe('the earliest moment that a time may mean', () => {
  const at = (value: string, zone: string, precision: 'minute' | 'year'): string =>
    new Date(earliest({ value, zone, precision })).toISOString()
  it('is the first of two where the clock was put back, east and west of Greenwich', () => {
    expect(at('2026-11-01T01:30', 'America/New_York', 'minute')).toBe('2026-11-01T05:30:00.000Z')
    expect(at('2026-10-25T02:30', 'Europe/Berlin', 'minute')).toBe('2026-10-25T00:30:00.000Z')
  })
  it('is a moment beside the gap where the clock was put forward', () => {
    expect(at('2026-03-29T02:30', 'Europe/Berlin', 'minute')).toBe('2026-03-29T01:30:00.000Z')
    expect(at('2026-03-08T02:30', 'America/New_York', 'minute')).toBe('2026-03-08T07:30:00.000Z')
  })
  it('is right in the first century too, and in every zone', () => {
    expect(at('0050', 'UTC', 'year')).toBe('0050-01-01T00:00:00.000Z')
    expect(at('0001', 'Pacific/Auckland', 'year').slice(0, 10)).toBe('0000-12-31')
  })
})

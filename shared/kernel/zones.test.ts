import { describe, expect, it } from 'vitest'
import { showOccurred } from './show.ts'
import { earliest, offsetsWhereTwice, shownBy, whyNotOccurredAt, whyNotTold, type OccurredAt } from './time.ts'
import { abbreviations } from './zone-abbreviations.ts'
import { fixedOffset, isPlaceZone, isZone, offsetZone, whyNotZone, zoneInFull, zoneName } from './zones.ts'

const at = (value: string, zone: string): OccurredAt => ({ value, zone, precision: 'minute' })
const instant = (value: string, zone: string): string => new Date(earliest(at(value, zone))).toISOString()

/** Names that ICU takes for zones of its own (its short names and the System V ones), beside what everybody writes. */
const icu = (
  'ACT AET AGT ART AST BET BST CAT CNT CST CTT EAT ECT IET IST JST MIT NET NST PLT PNT PRT PST SST VST ' +
  'EST MST HST MET CET EET WET GMT UCT PRC ROC ROK EST5EDT CST6CDT MST7MDT PST8PDT'
).split(' ')

describe('what is a zone', () => {
  it('is a place of the IANA list, UTC or a fixed offset', () => {
    for (const zone of ['Europe/Lisbon', 'America/Argentina/Ushuaia', 'US/Eastern', 'Asia/Calcutta', 'UTC', 'Etc/UTC'])
      expect([zone, isZone(zone), isPlaceZone(zone)]).toEqual([zone, true, true])
    for (const zone of ['Etc/GMT-5', 'Etc/GMT+12', '+05:30', '-03:30', '+00:00'])
      expect([zone, isZone(zone), isPlaceZone(zone)]).toEqual([zone, true, false])
  })
  it('is no abbreviation, whatever the runtime takes it for, and no name that is on no list', () => {
    for (const zone of [...Object.keys(abbreviations), ...icu, ...icu.map((name) => name.toLowerCase())])
      expect([zone, isZone(zone)]).toEqual([zone, false])
    for (const zone of 'SystemV/EST5 Mars/Olympus Europe/ +5 +5:30 -00:00 +16:00 GMT+2 UTC+2 Etc/GMT+13'.split(' '))
      expect([zone, isZone(zone)]).toEqual([zone, false])
    expect([isZone(''), isZone(' Europe/Lisbon')]).toEqual([false, false])
  })
  it('refuses an abbreviation with the places that it may mean, each of which is a zone', () => {
    expect(whyNotZone('BST')).toBe(
      '"BST" is not the name of one time zone; name the place: Europe/London or Asia/Dhaka or Pacific/Bougainville',
    )
    expect(whyNotZone('cst')).toContain('America/Chicago or')
    expect(whyNotZone('Mars/Olympus')).toContain('like Europe/Lisbon or UTC')
    for (const zones of Object.values(abbreviations)) for (const zone of zones) expect(whyNotZone(zone)).toBeUndefined()
    for (const name of icu) expect(whyNotZone(name)).toContain('name the place: ')
  })
})

describe('a fixed offset', () => {
  it('is counted the way of ISO 8601, and the other way in the names of POSIX', () => {
    expect(['+05:30', '-03:30', 'Etc/GMT-5', 'Etc/GMT+5', 'Europe/Lisbon'].map(fixedOffset)).toEqual([
      330,
      -210,
      300,
      -300,
      undefined,
    ])
    expect([330, -210, 0, -60].map(offsetZone)).toEqual(['+05:30', '-03:30', 'UTC', '-01:00'])
    expect(instant('2026-07-14T20:24', 'Etc/GMT-5')).toBe('2026-07-14T15:24:00.000Z')
    expect(instant('2026-07-14T20:24', '+05:00')).toBe('2026-07-14T15:24:00.000Z')
    expect(instant('2026-07-14T20:24', '-03:30')).toBe('2026-07-14T23:54:00.000Z')
  })
  it('is shown as what it is ahead of UTC, never by a sign that is turned round', () => {
    expect(['Etc/GMT-5', '+05:00', 'Etc/GMT+3', '-03:30', 'Etc/GMT', '+00:00', 'UTC'].map(zoneName)).toEqual([
      'UTC+5',
      'UTC+5',
      'UTC−3',
      'UTC−3:30',
      'UTC',
      'UTC',
      'UTC',
    ])
    expect(showOccurred(at('2026-07-14T20:24', 'Etc/GMT-5'))).toBe('14 Jul 2026, 20:24 (UTC+5)')
    expect([zoneInFull('Etc/GMT-5'), zoneInFull('America/New_York')]).toEqual(['UTC+5', 'America/New_York'])
  })
})

it('says of a time of day that clocks show it twice or never', () => {
  expect(shownBy(at('2026-10-25T02:30', 'Europe/Berlin'))).toBe('twice')
  expect(shownBy(at('2026-03-29T02:30', 'Europe/Berlin'))).toBe('never')
  expect(shownBy(at('2026-03-29T03:00', 'Europe/Berlin'))).toBe('once')
  expect(shownBy(at('2026-03-29T02:30', '+01:00'))).toBe('once')
  expect(shownBy(at('2011-12-30T12:00', 'Pacific/Apia'))).toBe('never')
  expect(shownBy({ value: '2026-03-29', zone: 'Europe/Berlin', precision: 'day' })).toBe('once')
})

it('tells the offsets of both readings of a time that comes twice, the first of them first', () => {
  expect(offsetsWhereTwice(at('2026-10-25T02:30', 'Europe/Berlin'))).toEqual(['+02:00', '+01:00'])
  expect(offsetsWhereTwice(at('2026-11-01T01:30', 'America/New_York'))).toEqual(['-04:00', '-05:00'])
  expect(offsetsWhereTwice(at('2026-10-25T02:30', 'Europe/London'))).toBeNull()
  expect(offsetsWhereTwice(at('2026-10-25T01:30', 'Europe/London'))).toEqual(['+01:00', 'UTC'])
  expect(offsetsWhereTwice(at('2026-10-25T02:30', '+01:00'))).toBeNull()
})

it('goes on telling what was recorded in an abbreviation, and takes none anew', () => {
  expect(whyNotTold(at('2026-07-14T09:30', 'BST'))).toBeUndefined()
  expect(whyNotOccurredAt(at('2026-07-14T09:30', 'BST'))).toContain('Europe/London')
  expect(whyNotTold(at('2026-07-14T09:30', 'Mars/Olympus'))).toContain('IANA')
})

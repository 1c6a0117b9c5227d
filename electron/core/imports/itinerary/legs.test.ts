import { expect, it } from 'vitest'
import { proposeLegs } from './legs.ts'
import { parseItinerary } from './parse.ts'

const calendar = (...events: string[][]): string =>
  ['BEGIN:VCALENDAR', ...events.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']), 'END:VCALENDAR'].join(
    '\r\n',
  )
const legsOf = (...events: string[][]) => proposeLegs(parseItinerary(calendar(...events)))
const leg = (...lines: string[]) => legsOf(lines)[0]

it('takes places, way and number out of the words that calendars use', () => {
  const read = (title: string): unknown[] => {
    const proposed = leg(`SUMMARY:${title}`, 'LOCATION:North gate', 'DTSTART:20261123T064200Z')
    return [proposed?.mode, proposed?.from, proposed?.to, proposed?.reference]
  }
  expect(read('Flight LH 1172 FRA - LIS')).toEqual(['air', 'FRA', 'LIS', 'LH 1172'])
  expect(read('LH1172 FRA to LIS')).toEqual(['air', 'FRA', 'LIS', 'LH1172'])
  expect(read('Flight from Frankfurt to Lisbon')).toEqual(['air', 'Frankfurt', 'Lisbon', null])
  expect(read('Train ICE 611: Köln → München')).toEqual(['rail', 'Köln', 'München', 'ICE 611'])
  expect(read('Car to the hotel')).toEqual(['road', 'North gate', 'the hotel', null])
  expect(read('Ferry: Piraeus to Hydra')).toEqual(['sea', 'Piraeus', 'Hydra', null])
  expect(read('Hotel Avenida')).toEqual(['stay', 'North gate', 'North gate', null])
  expect(read('Board meeting')).toEqual(['stay', 'North gate', 'North gate', null])
})

it('says what it guessed and what is missing, and makes up neither a zone nor a place', () => {
  const floating = leg('SUMMARY:Something', 'DTSTART:20261123T064200')
  expect(floating).toMatchObject({ from: null, to: null, departure: null, arrival: null })
  expect(floating?.doubts).toEqual([
    'Its title names no journey; it is taken as a stay at one place.',
    'The calendar does not say from where.',
    'The calendar does not say to where.',
    'It begins “20261123T064200”, in a zone that the calendar does not name.',
  ])
  const odd = leg(
    'SUMMARY:Taxi to the port',
    'LOCATION:Hotel',
    'STATUS:TENTATIVE',
    'RRULE:FREQ=DAILY',
    'DTSTART;TZID=Europe/Lisbon:20261123T064200',
    'DTEND;TZID=Europe/Lisbon:20261122T064200',
  )
  expect(odd).toMatchObject({
    departure: { value: '2026-11-23T06:42', zone: 'Europe/Lisbon', precision: 'minute' },
    arrival: null,
  })
  expect(odd?.doubts).toEqual([
    'From where is the place of the event.',
    'The calendar has it end before it begins; its end was left out.',
    'It repeats (FREQ=DAILY); only its first time is proposed.',
    'The calendar says that it is tentative.',
  ])
})

it('ends whole days on their last one, and orders by the instant of departure, not by the clock on the wall', () => {
  const stay = leg(
    'SUMMARY:Hotel Avenida',
    'LOCATION:Lisbon',
    'DTSTART;VALUE=DATE:20261123',
    'DTEND;VALUE=DATE:20261125',
  )
  expect(stay).toMatchObject({
    departure: { value: '2026-11-23', precision: 'day' },
    arrival: { value: '2026-11-24', precision: 'day' },
  })
  const order = legsOf(
    ['SUMMARY:b', 'DTSTART;TZID=America/New_York:20261123T060000'],
    ['SUMMARY:a', 'DTSTART;TZID=Europe/Lisbon:20261123T070000'],
    ['SUMMARY:c'],
  )
  expect(order.map(({ says }) => says)).toEqual(['a', 'b', 'c'])
})

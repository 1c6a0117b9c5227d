import { expect, it } from 'vitest'
import { parseItinerary } from './parse.ts'
import { itineraryReport } from './report.ts'

it('tells events in the order in which they are, across zones, and those of no known time last', () => {
  const event = (title: string, start: string): string[] => ['BEGIN:VEVENT', `SUMMARY:${title}`, start, 'END:VEVENT']
  const calendar = [
    'BEGIN:VCALENDAR',
    ...event('Of no zone', 'DTSTART:20261120T080000'),
    ...event('Second, 03:00 UTC', 'DTSTART;TZID=America/New_York:20261122T220000'),
    ...event('First, 01:00 UTC', 'DTSTART:20261123T010000Z'),
    'END:VCALENDAR',
  ]
  const { report, proposals } = itineraryReport(parseItinerary(calendar.join('\r\n')))
  expect(report.narrative.match(/^\d\. \w+/gm)).toEqual(['1. First', '2. Second', '3. Of'])
  expect(proposals[0]?.sets.occurredAt).toEqual({ value: '2026-11-23T01:00', zone: 'UTC', precision: 'minute' })
})

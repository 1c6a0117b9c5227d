import { expect, test } from 'vitest'
import type { ImportMap } from '../../../../shared/contract/intake.ts'
import { draftOf, settle, usedColumns } from './map-draft.ts'

/** Every part that the format knows, as docs/format.md has it and more. */
const whole: ImportMap = {
  externalId: 'Incident ID',
  channel: { constant: 'import' },
  receivedAt: 'Received',
  reporter: 'Caller',
  occurredAt: {
    year: 'Year',
    month: 'Month',
    day: 'Day',
    hour: 'Hour',
    minute: 'Minute',
    zone: { constant: 'Europe/Lisbon' },
  },
  place: { name: ['City', 'Country'], latitude: 'Latitude', longitude: 'Longitude' },
  narrative: ['Details', 'Remarks'],
  category: { column: 'Means of attack', map: { Shooting: 'assault', '': 'other', '*': 'other' } },
  severity: { column: 'Grade', map: { serious: 'high' } },
  written: { encoding: 'windows-1252', delimiter: ';' },
  immediateDanger: { column: 'Ongoing', yes: ['yes', 'Y'] },
  fields: { 'Attack context': 'context' },
}

test('a mapping with every part comes out of the form as it went in', () => {
  expect(settle(draftOf(whole))).toEqual({ map: whole })
  expect(settle(draftOf({ narrative: 'Text' }))).toEqual({ map: { narrative: 'Text' } })
  expect(usedColumns(draftOf(whole)).toSorted()).toEqual(
    ['Details', 'Remarks', 'City', 'Country', 'Latitude', 'Longitude', 'Ongoing', 'Incident ID', 'Caller', 'Received']
      .concat(['Means of attack', 'Grade', 'Year', 'Month', 'Day', 'Hour', 'Minute'])
      .toSorted(),
  )
})

test('what cannot be used is said at its part', () => {
  const parts = (change: Parameters<typeof settle>[0]): (string | undefined)[] =>
    settle(change).wrong?.map(({ part }) => part) ?? []
  const draft = draftOf(whole)
  expect(parts(draftOf(null))).toEqual(['narrative'])
  expect(parts({ ...draft, occurredAt: { month: 'Month' } })).toEqual(['occurredAt'])
  const noZone = { ...draft.occurredAt, zone: undefined }
  expect(parts({ ...draft, occurredAt: noZone })).toEqual(['zone'])
  expect(parts({ ...draft, occurredAt: { ...noZone, zone: { constant: 'Lisbon' } } })).toEqual(['zone'])
  expect(parts({ ...draft, occurredAt: { ...noZone, hour: undefined, minute: undefined } })).toEqual([])
  expect(parts({ ...draft, occurredAt: { ...noZone, zone: { column: 'Zone', map: { BST: 'Lisbon' } } } })).toEqual([
    'zone',
  ])
  expect(parts({ ...draft, severity: { column: 'Grade', map: {} } })).toEqual(['severity'])
  expect(parts({ ...draft, category: { column: 'Means', map: {} } })).toEqual(['category'])
  expect(parts({ ...draft, immediateDanger: { column: 'Ongoing', yes: [] } })).toEqual(['immediateDanger'])
  expect(parts({ ...draft, fields: { A: 'same', B: 'same' } })).toEqual(['fields'])
  // What was emptied is left out, not kept as a name of nothing.
  expect(settle({ ...draft, fields: { A: '' }, place: { name: [] }, occurredAt: {} }).map).not.toHaveProperty('place')
})

test('how a column writes its dates is asked until it is known', () => {
  const draft = draftOf({ narrative: 'Text' })
  const unknown = { ...draft, occurredAt: { date: { column: 'On', form: undefined } } }
  expect(settle(unknown).wrong).toEqual([{ part: 'form', says: 'Say how the column writes its dates.' }])
  expect(settle({ ...draft, occurredAt: { date: { column: 'On', form: 'day-first' } } }).map?.occurredAt).toEqual({
    column: 'On',
    form: 'day-first',
  })
})

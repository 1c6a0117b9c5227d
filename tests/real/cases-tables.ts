import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import type { Input, Output } from '../../shared/contract/contract.ts'
import { showOccurred } from '../../shared/kernel/show.ts'
import { earliest } from '../../shared/kernel/time.ts'
import type { Case, CaseTest } from './cases.ts'

type Map = Input<'report.import'>['map']
type Report = Input<'report.add'>

const json = <T>(one: Case, file: string): T => JSON.parse(readFileSync(one.path(file), 'utf8')) as T
const imported = (one: Case, file: string, map: Map): Promise<Output<'report.import'>> =>
  one.app.call('report.import', { file: one.path(file), map })
const legs = async (one: Case, file: string): Promise<Output<'import.legs'>['legs']> =>
  (await one.app.call('import.legs', { file: one.path(file) })).legs

/** Zones, calendars and tables. */
export const tableCases: CaseTest[] = [
  [
    '01-ics-taken-for-mail',
    async (one) => {
      expect(await legs(one, 'i20-google.ics')).toMatchObject([
        {
          says: 'Flight OS 451 VIE-LHR',
          mode: 'air',
          from: 'VIE',
          to: 'LHR',
          departure: { value: '2026-11-14T09:30', zone: 'UTC' },
          arrival: { value: '2026-11-14T10:30', zone: 'UTC' },
        },
      ])
    },
  ],
  [
    '03-zone-sign-inverted',
    async (one) => {
      const { report } = await one.app.call('report.add', json<Report>(one, 'r2.json'))
      const { occurredAt } = await one.app.call('report.get', { report })
      expect(occurredAt && showOccurred(occurredAt)).toBe('14 Jul 2026, 20:24:44 (UTC+5)')
      expect(occurredAt && new Date(earliest(occurredAt)).toISOString()).toBe('2026-07-14T15:24:44.000Z')
      // The zone of a whole case is no camera’s.
      const opened = await one.app.call('report.promote', { report, title: 'A photo', owner: 'R. Okafor' })
      const { events } = await one.app.call('case.timeline', { case: opened.case })
      expect(events.map(({ happenedAt }) => happenedAt?.zone).filter((zone) => zone === 'Etc/GMT-5')).toHaveLength(1)
    },
  ],
  [
    '05-csv-zone-abbreviation',
    async (one) => {
      const { imported: count, rejected } = await imported(one, 'c16-bst.csv', json(one, 'm9.json'))
      expect([count, rejected.map(({ line }) => line)]).toEqual([0, [2, 3]])
      expect(rejected[0]?.reason).toMatch(/abbreviation.*Europe\/London.*“BST”/)
    },
  ],
  [
    '24-ics-windows-zone',
    async (one) => {
      expect(await legs(one, 'i01-windows.ics')).toMatchObject([
        {
          departure: { value: '2026-10-14T09:30', zone: 'America/New_York' },
          arrival: { value: '2026-10-14T11:45', zone: 'America/New_York' },
        },
      ])
    },
  ],
  [
    '26-ics-all-day',
    async (one) => {
      expect(await legs(one, 'i05-allday.ics')).toMatchObject([
        { departure: { value: '2026-12-24', precision: 'day' }, arrival: { value: '2026-12-26', precision: 'day' } },
        { departure: { value: '2026-12-30', precision: 'day' } },
      ])
      expect((await one.item('i05-allday.ics')).narrative).toContain('24 Dec 2026 to 26 Dec 2026')
    },
  ],
  [
    '27-ics-duration',
    async (one) => {
      const { fields } = await one.item('i02-duration.ics')
      expect(fields['Ends']).toBe('14 Nov 2026, 11:15 (UTC)')
      expect(await legs(one, 'i02-duration.ics')).toMatchObject([{ arrival: { value: '2026-11-14T11:15' } }])
    },
  ],
  [
    '28-ics-exdate',
    async (one) => {
      const { narrative } = await one.item('i03-exdate.ics')
      expect(narrative).toMatch(/COUNT=4, but not on 12 Oct 2026.*19 Oct 2026.*26 Oct 2026.*13:00/)
    },
  ],
  [
    '30-ics-latin1',
    async (one) => {
      const { title, narrative, problems } = await one.item('i06-latin1.ics')
      expect([title, narrative.includes('Café Größe, Köln')]).toEqual(['Treffen mit Jürgen Müller', true])
      expect(problems.join()).toContain('does not say how its letters are encoded')
    },
  ],
  [
    '32-csv-semicolons',
    async (one) => {
      const { kind, table } = await one.preview('c01-semicolon.csv')
      expect([kind, table?.delimiter, table?.columns]).toEqual(['table', ';', ['Id', 'Datum', 'Beschreibung', 'Ort']])
      // 04.04.2026 and 03.04.2026 may be either; so no form is guessed.
      expect(table?.guess).toMatchObject({ narrative: 'Beschreibung' })
      const map: Map = {
        narrative: 'Beschreibung',
        occurredAt: { column: 'Datum', form: 'day-first', zone: { constant: 'Europe/Vienna' } },
      }
      expect((await imported(one, 'c01-semicolon.csv', map)).imported).toBe(2)
      const { items } = await one.app.call('report.list', { order: 'newest' })
      expect(new Set(items.map(({ occurredAt }) => occurredAt?.value))).toEqual(
        new Set(['2026-04-03T06:42', '2026-04-04']),
      )
    },
  ],
  [
    '34-csv-date-column',
    async (one) => {
      const file = 'c04-isodate.csv'
      const { table, problems } = await one.preview(file)
      expect(table?.guess).not.toHaveProperty('receivedAt')
      expect(problems.join()).toMatch(/“Occurred” has dates of several forms/)
      const at = async (form: 'year-first' | 'day-first' | 'excel'): Promise<unknown> => {
        const map: Map = {
          narrative: 'Description',
          occurredAt: { column: 'Occurred', form, zone: { constant: 'Europe/Vienna' } },
        }
        const { would } = await one.app.call('import.table', { file: one.path(file), map })
        expect([would?.file, would?.refuse]).toEqual([1, 2])
        return would?.first[0]?.report.occurredAt
      }
      const when = { value: '2026-04-03T06:42', zone: 'Europe/Vienna', precision: 'minute' }
      expect([await at('year-first'), await at('day-first'), await at('excel')]).toEqual([when, when, when])
    },
  ],
  [
    '35-csv-one-quote-stops-all',
    async (one) => {
      const { imported: count, rejected } = await imported(one, 'c11-backslash.csv', json(one, 'm.json'))
      expect([count, rejected.map(({ line }) => line)]).toEqual([1, [2]])
      expect((await one.preview('c11-backslash.csv')).kind).toBe('table')
    },
  ],
]

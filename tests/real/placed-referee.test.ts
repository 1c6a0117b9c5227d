import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Format, OpenedFile } from '../../electron/core/evidence/reading/format.ts'
import { calendar } from '../../electron/core/evidence/reading/placed/calendar.ts'
import { positions } from '../../electron/core/evidence/reading/placed/positions.ts'
import { openBy } from '../../electron/core/evidence/reading/open-by.fixture.ts'
import { sourceOf } from '../../electron/core/evidence/reading/source.ts'
import { ask, filesUnder, isThere, real } from './real.ts'

const libraries = ask('python3', '-c', 'import gpxpy, icalendar').status === 0
const there = isThere('tracks') && isThere('documents') && libraries
const open = (format: Format, path: string): Promise<OpenedFile> =>
  openBy(format, sourceOf(basename(path), readFileSync(path)))

describe.skipIf(!there)('real tracks and calendars', () => {
  it('have the points, the length and the events that gpxpy and icalendar read', async () => {
    const tracks = filesUnder('tracks').filter((path) => path.endsWith('.gpx'))
    const calendars = [real('documents/testICalendar.ics')]
    const { said } = ask('python3', join(import.meta.dirname, 'placed-referee.py'), ...tracks, ...calendars)
    const theirs = JSON.parse(said) as Record<string, { places?: number[][]; metres?: number; titles?: string[] }>
    for (const path of tracks) {
      const file = await open(positions, path)
      const answer = await file.part?.({ ask: 'points', from: 0, count: 2000 })
      const points = answer?.ask === 'points' ? answer.points : []
      expect(
        points.map(({ latitude, longitude }) => [latitude, longitude]),
        path,
      ).toEqual(theirs[path]?.places)
      const lines = file.view.kind === 'track' ? file.view.lines.filter(({ name }) => !name.startsWith('route')) : []
      const metres = lines.reduce((sum, line) => sum + line.metres, 0)
      expect(Math.abs(metres - (theirs[path]?.metres ?? 0)), path).toBeLessThan(5 + metres * 0.005)
    }
    for (const path of calendars) {
      const answer = await (await open(calendar, path)).part?.({ ask: 'records', from: 0, count: 500 })
      expect(answer?.ask === 'records' ? answer.records.map(({ title }) => title) : []).toEqual(theirs[path]?.titles)
    }
  })
})

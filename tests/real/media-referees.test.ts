import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readPhoto } from '../../electron/core/imports/photo/photo.ts'
import { readTrack } from '../../electron/core/imports/track/track.ts'
import { filesUnder, isThere } from './real.ts'

// What photos and tracks of other people say, read by other people's programs: ours must say the same.

const now = Date.parse('2026-11-29T12:00:00Z')
const hasExiftool = spawnSync('exiftool', ['-ver']).status === 0
const hasGpxpy = spawnSync('python3', ['-c', 'import gpxpy']).status === 0

interface Said {
  SourceFile: string
  DateTimeOriginal?: string
  CreateDate?: string
  ModifyDate?: string
  GPSLatitude?: number
  GPSLongitude?: number
}

describe.skipIf(!hasExiftool || !isThere('photos'))('exiftool over the real photos', () => {
  test('the time and the place that are proposed are those that it reads', { timeout: 120_000 }, async () => {
    const files = filesUnder('photos')
    const fields = ['DateTimeOriginal', 'CreateDate', 'ModifyDate'].map((name) => `-EXIF:${name}`)
    const places = ['-Composite:GPSLatitude', '-Composite:GPSLongitude']
    const { stdout } = spawnSync('exiftool', ['-j', '-n', ...fields, ...places, ...files], { encoding: 'utf8' })
    const told = new Map((JSON.parse(stdout) as Said[]).map((one) => [one.SourceFile, one]))
    const real = (text: string | undefined): string | undefined =>
      text !== undefined && /[1-9]/.test(text) ? text.slice(0, 19) : undefined
    let compared = 0
    for (const file of files) {
      const said = told.get(file)
      if (!said) continue
      const { proposals, problems } = await readPhoto(readFileSync(file), { zone: 'UTC', now })
      const when = proposals.find(({ id }) => id === 'occurred')?.sets.occurredAt?.value
      const first = real(said.DateTimeOriginal) ?? real(said.CreateDate) ?? real(said.ModifyDate)
      expect([basename(file), when]).toEqual([
        basename(file),
        first?.replace(':', '-').replace(':', '-').replace(' ', 'T'),
      ])
      const place = proposals.find(({ id }) => id === 'place')?.sets.place
      // A position that ours passes over is one that it names.
      if (place === undefined && said.GPSLatitude !== undefined) expect(problems.join()).toMatch(/position/)
      if (place !== undefined) {
        expect(place.latitude).toBeCloseTo(said.GPSLatitude ?? Number.NaN, 4)
        expect(place.longitude).toBeCloseTo(said.GPSLongitude ?? Number.NaN, 4)
      }
      compared++
    }
    expect(compared).toBeGreaterThan(10)
  })
})

const summing = `
import sys, json, gpxpy
gpx = gpxpy.parse(open(sys.argv[1], encoding='utf-8-sig'))
points = [p for t in gpx.tracks for s in t.segments for p in s.points]
times = sorted(p.time.timestamp() for p in points if p.time)
print(json.dumps({'points': len(points) + len(gpx.waypoints) + sum(len(r.points) for r in gpx.routes), 'start': times[0] if times else None, 'end': times[-1] if times else None}))
`

describe.skipIf(!hasGpxpy || !isThere('tracks'))('gpxpy over the real tracks', () => {
  test('points, beginning and end are those that it counts', { timeout: 120_000 }, () => {
    for (const file of filesUnder('tracks').filter((name) => name.endsWith('.gpx'))) {
      const { stdout, status } = spawnSync('python3', ['-c', summing, file], { encoding: 'utf8' })
      if (status !== 0) continue
      const told = JSON.parse(stdout) as { points: number; start: number | null; end: number | null }
      const { report } = readTrack(readFileSync(file, 'utf8'), { now })
      const fields = report.fields ?? {}
      expect([basename(file), Number(fields['Points'])]).toEqual([basename(file), told.points])
      // It takes a time without a zone for UTC; ours takes it for none.
      if (told.start === null || told.end === null || /<time>[^<Z+]*<\/time>/.test(readFileSync(file, 'utf8'))) continue
      expect(Math.floor(Date.parse(fields['Start'] ?? '') / 1000)).toBe(Math.floor(told.start))
      expect(Math.floor(Date.parse(fields['End'] ?? '') / 1000)).toBe(Math.floor(told.end))
    }
  })
})

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { barOf, besides, frameOf, narrowing, stepOf } from './map-frame.ts'

const place = fc.tuple(fc.double({ min: -85, max: 85, noNaN: true }), fc.double({ min: -180, max: 180, noNaN: true }))

it('shows every point of a drawing, also across the 180th meridian', () => {
  fc.assert(
    fc.property(fc.array(place, { minLength: 1, maxLength: 8 }), (path) => {
      const frame = frameOf([{ name: '', kind: 'line', path, radius: null }], 640, 360)
      for (const [latitude, longitude] of path) {
        const x =
          320 + (besides(longitude, frame.longitude) - frame.longitude) * narrowing(frame.latitude) * frame.scale
        const y = 180 - (latitude - frame.latitude) * frame.scale
        expect(x).toBeGreaterThanOrEqual(-1)
        expect(x).toBeLessThanOrEqual(641)
        expect(y).toBeGreaterThanOrEqual(-1)
        expect(y).toBeLessThanOrEqual(361)
      }
    }),
  )
  const narrow = frameOf(
    [
      {
        name: '',
        kind: 'line',
        path: [
          [0, 179],
          [0, -179],
        ],
        radius: null,
      },
    ],
    640,
    360,
  )
  expect(narrow.scale * 2).toBeCloseTo(640 * 0.86)
  expect(Math.abs(besides(narrow.longitude, 180))).toBeCloseTo(180)
})

it('has a grid of a handful of lines and a round scale', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.0001, max: 180, noNaN: true }), (span) => {
      const lines = span / stepOf(span)
      expect(lines).toBeGreaterThanOrEqual(1)
      expect(lines).toBeLessThanOrEqual(5)
      const { metres, length } = barOf(360 / span, 140)
      expect(metres.toPrecision(1)).toMatch(/^[125]/)
      expect(length).toBeLessThanOrEqual(140.01)
    }),
  )
})

import { expect, it } from 'vitest'
import { readTrack } from './track.ts'

const now = Date.parse('2026-11-29T12:00:00Z')
type P = [latitude: number | string, longitude: number | string, time?: string]
const points = (name: string, list: readonly P[]): string =>
  list
    .map(
      ([lat, lon, time]) =>
        `<${name} lat="${lat}" lon="${lon}">${time === undefined ? '' : `<time>${time}</time>`}</${name}>`,
    )
    .join('')
const track = (list: readonly P[], name = ''): string =>
  `<trk>${name && `<name>${name}</name>`}<trkseg>${points('trkpt', list)}</trkseg></trk>`
const read = (body: string) => {
  const item = readTrack(`<gpx version="1.1" creator="t" xmlns="http://www.topografix.com/GPX/1/1">${body}</gpx>`, {
    now,
  })
  const by = (id: string) => item.proposals.find((one) => one.id === id)
  return {
    when: by('occurred')?.says,
    where: by('place')?.says,
    said: item.problems.join('\n'),
    fields: item.report.fields ?? {},
    words: item.report.narrative,
  }
}

it('proposes the time and the place of one point, the earliest', () => {
  const later = track([[47, 15.4, '2026-10-15T08:00:00Z']])
  const earlier = track([[48.2, 16.3, '2026-10-14T06:00:00Z']])
  const began = { when: '2026-10-14T06:00:00Z (UTC)', where: '48.2, 16.3' }
  expect(read(later + earlier)).toMatchObject(began)
  expect(read(earlier + later)).toMatchObject({ ...began, said: '' })
  expect(
    read(
      track([
        [40, 10],
        [48.2, 16.3, '2026-10-14T08:00:00+02:00'],
      ]),
    ),
  ).toMatchObject(began)
  expect(
    read(
      track([
        [40, 10],
        [41, 10],
      ]),
    ),
  ).toMatchObject({ when: undefined, where: '40, 10', said: 'Its points say no times.' })
})

it('counts the points without a time, and those whose time is none', () => {
  const alone = read(track([[1, 2]]))
  expect(alone.said).toBe('Its point says no time.')
  expect(alone.words).toContain('Track: 1 point, 0.00 km')
  const mixed: P[] = [
    [40, 10],
    [48.2, 16.3, '2026-10-14T06:00:00Z'],
    [48.2, 16.3, '2026-10-14T06:05:00'],
    [48.2, 16.3, 'noon'],
  ]
  expect(read(track(mixed)).said).toBe('3 of 4 points say no time (one without a zone, one that is no time).')
  const lost: P[] = [
    [0, 0, '2026-10-14T06:00:00Z'],
    ['north', 1, '2026-10-14T06:00:00Z'],
    [91, 0],
    [1e-5, 16, '2026-10-14T07:00:00.1234567Z'],
  ]
  const { said, when } = read(track(lost))
  expect(said).toContain('2 of its points have no position on Earth')
  expect(said).toContain('1 of its points lies at 0, 0')
  expect(when).toBe('2026-10-14T07:00:00Z (UTC)')
})

it('says where times go backwards, and sums up in the order of time', () => {
  const { said, words, when, where } = read(
    track(
      [
        [48.2, 16.3, '2026-10-14T06:10:00Z'],
        [48.21, 16.31, '2026-10-14T06:05:00Z'],
        [48.22, 16.31, '2026-10-14T07:05:00Z'],
      ],
      'Round',
    ),
  )
  expect([said, when, where]).toEqual([
    'Times go backwards in “Round”: its points are out of order, or its clock was set.',
    '2026-10-14T06:05:00Z (UTC)',
    '48.21, 16.31',
  ])
  expect(words).toContain('2026-10-14T06:05:00Z to 2026-10-14T07:05:00Z, 1 gap of more than 10 min')
})

it('tells of waypoints when and what', () => {
  const van = `<wpt lat="48.2" lon="16.3"><time>2026-10-14T06:42:00Z</time><name>Van seen</name><cmt>grey, W-123</cmt><desc>two men</desc></wpt>`
  const { words, when, where, said } = read(`${van}<wpt lat="48.3" lon="16.4"><name>Gate</name></wpt>`)
  expect(words).toContain('Van seen (48.2, 16.3), 2026-10-14T06:42:00Z: grey, W-123; two men\nGate (48.3, 16.4)')
  expect([when, where, said]).toEqual(['2026-10-14T06:42:00Z (UTC)', '48.2, 16.3', '1 of 2 points says no time.'])
  const many = read(van.repeat(103)).words
  expect(many).toContain('103 waypoints:')
  expect(many).toContain('and 3 more, in the file.')
})

it('takes a recorded track before marks, and marks before a plan', () => {
  const plan = `<rte>${points('rtept', [[1, 2, '2026-01-01T00:00:00Z']])}</rte>`
  const mark = points('wpt', [[3, 4, '2026-02-01T00:00:00Z']])
  expect(read(plan).where).toBe('1, 2')
  expect(read(plan + mark).where).toBe('3, 4')
  expect(read(plan + mark + track([[5, 6, '2026-03-01T00:00:00Z']])).where).toBe('5, 6')
})

it('names times that cannot be: ahead, before GPS, after the file, a count of weeks begun anew', () => {
  const made = '<metadata><time>2026-10-14T06:00:00Z</time></metadata>'
  const at = (time: string) => read(made + track([[48.2, 16.3, time]])).said
  expect(at('2026-10-14T05:00:00Z')).toBe('')
  expect(at('2099-10-14T06:00:00Z')).toMatch(/later than this import[\s\S]*after the file says that it was made/)
  expect(at('2026-10-20T06:00:00Z')).toContain('after the file says that it was made')
  expect(at('1970-01-01T00:10:00Z')).toMatch(/never set[\s\S]*before there was GPS/)
  expect(at('2007-02-28T05:00:00Z')).toContain('1024 weeks before the file was made')
})

it('draws the box and the way across the 180th meridian', () => {
  const { fields } = read(
    track([
      [-17, 179.9],
      [-17, -179.9],
      [-16, -179.8],
    ]),
  )
  expect(fields['Bounding box']).toBe('-17, 179.9 to -16, -179.8 (across the 180th meridian)')
  expect(Number.parseFloat(fields['Length'] ?? '')).toBeLessThan(140)
  expect(
    read(
      track([
        [1, -80],
        [2, 80],
        [3, 0],
      ]),
    ).fields['Bounding box'],
  ).toBe('1, -80 to 3, 80')
})

it('tells the words of points in tracks and routes, and names what it does not tell', () => {
  const said = read(
    '<trk><trkseg><trkpt lat="1.5" lon="2.5"><time>2026-10-14T06:00:00Z</time><cmt>seen him here</cmt></trkpt>' +
      '<trkpt lat="1.6" lon="2.5"><extensions><hr>97</hr></extensions></trkpt></trkseg></trk>' +
      '<rte><rtept lat="47" lon="15"><desc>he lives here</desc></rtept></rte>' +
      '<wpt lat="48" lon="16"><link href="p.jpg"/><extensions><x:note>two men</x:note></extensions></wpt>',
  )
  expect(said.words).toContain('2 points with words:\nunnamed (1.5, 2.5), 2026-10-14T06:00:00Z: seen him here')
  expect(said.words).toContain('unnamed (47, 15): he lives here')
  expect(said.said).toContain('It has 1 link, which is not told; see the file.')
  expect(said.said).toContain('Its program adds words of its own (extensions) in 1 place, which are not told')
})

it('begins where a time can be: a clock that was not set yet, or runs ahead, says nothing', () => {
  const found = read(
    track(
      [
        [40, 10, '1980-01-06T00:00:00Z'],
        [48.2, 16.3, '2026-10-14T06:00:00Z'],
        [48.3, 16.4, '2026-10-14T06:05:00Z'],
        [41, 11, '2099-10-14T06:00:00Z'],
      ],
      'Way',
    ),
  )
  expect(found).toMatchObject({ when: '2026-10-14T06:00:00Z (UTC)', where: '48.2, 16.3' })
  expect(found.fields).toMatchObject({ Start: '2026-10-14T06:00:00Z', End: '2026-10-14T06:05:00Z' })
  expect(found.said).toContain('2 points of “Way” say times that cannot be')
  // Where none can be, they are told, with why not to rely on them.
  const never = read(track([[48.2, 16.3, '1980-01-06T00:00:00Z']]))
  expect(never.when).toBe('1980-01-06T00:00:00Z (UTC)')
  expect(never.said).toContain('never set')
})

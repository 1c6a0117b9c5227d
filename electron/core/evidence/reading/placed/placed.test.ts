import { describe, expect, it } from 'vitest'
import type { EvidenceRecord } from '../../../../../shared/contract/evidence/shapes.ts'
import { parseAt } from '../../../../../shared/kernel/pinpoint.ts'
import type { Format, OpenedFile } from '../format.ts'
import { openBy } from '../open-by.fixture.ts'
import { sniff } from '../sniff.ts'
import { sourceOf } from '../source.ts'
import { alert } from './alert.ts'
import { calendar } from './calendar.ts'
import { contacts } from './contacts.ts'
import { positions } from './positions.ts'

const open = async (format: Format, text: string): Promise<OpenedFile> => {
  const source = sourceOf('a', Buffer.from(text))
  expect(format.takes(await sniff(source), source)).toBe(true)
  const file = await openBy(format, source)
  for (const { at } of (await file.text?.(0))?.units ?? []) expect(parseAt(at), at).toMatchObject({ kind: 'item' })
  return file
}
const recordsOf = async (file: OpenedFile): Promise<EvidenceRecord[]> => {
  const answer = await file.part?.({ ask: 'records', from: 0, count: 100 })
  return answer?.ask === 'records' ? answer.records : []
}
const says = (record: EvidenceRecord | undefined, name: string): string | undefined =>
  record?.fields.find((field) => field.name === name)?.value

describe('calendars', () => {
  it('show events with their zone, the rule of repetition as written, and what is cancelled', async () => {
    const file = await open(
      calendar,
      [
        'BEGIN:VCALENDAR',
        'METHOD:REQUEST',
        'BEGIN:VEVENT',
        'UID:1',
        'SUMMARY:Walk',
        'DTSTART;TZID=Europe/Vienna:20261014T080000',
        'DTEND;TZID=Europe/Vienna:20261014T090000',
        'RRULE:FREQ=WEEKLY',
        'END:VEVENT',
        'BEGIN:VEVENT',
        'UID:2',
        'SUMMARY:Talk',
        'STATUS:CANCELLED',
        'DTSTART:20261015T080000Z',
        'END:VEVENT',
        'END:VCALENDAR',
      ].join('\r\n'),
    )
    const [walk, talk] = await recordsOf(file)
    expect(says(walk, 'Begins')).toMatch(/08:00.*Vienna.*20261014T080000/)
    expect(says(walk, 'Repeats (rule as written)')).toBe('FREQ=WEEKLY')
    expect(talk?.title).toBe('Cancelled: Talk')
    expect(file.facts).toContainEqual({ name: 'METHOD', value: 'REQUEST', source: 'VCALENDAR' })
  })
})

describe('cards of contacts', () => {
  it('of versions 2.1, 3 and 4 keep every property, and pictures as members', async () => {
    const file = await open(
      contacts,
      [
        'BEGIN:VCARD',
        'VERSION:2.1',
        'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;Ann',
        'TEL;CELL;HOME:+43 1',
        'PHOTO;JPEG;ENCODING=BASE64:AAEC',
        ' AwQ=',
        '',
        'LOGO;PNG;ENCODING=BASE64:AAEC',
        '',
        'KEY;ENCODING=BASE64:AAEC',
        '',
        'END:VCARD',
        'BEGIN:VCARD',
        'VERSION:3.0',
        'FN:Ben',
        'item1.EMAIL;type=INTERNET:ben@x.example',
        'item1.X-ABLabel:work',
        'NOTE:two\\nlines',
        'END:VCARD',
        'BEGIN:VCARD',
        'VERSION:4.0',
        'FN:Cid',
        'GEO:geo:48.2,16.3',
        'PHOTO:data:image/png;base64,AAEC',
        'LOGO:https://x.example/logo.png',
        'END:VCARD',
      ].join('\r\n'),
    )
    const [ann, ben, cid] = await recordsOf(file)
    expect(says(ann, 'Name in its parts')).toBe('Müller; Ann')
    expect(says(ann, 'Telephone (cell, home)')).toBe('+43 1')
    expect(says(ben, 'E-mail (internet)')).toBe('ben@x.example')
    expect(says(ben, 'X-ABLABEL')).toBe('work')
    expect(says(ben, 'Note')).toBe('two\nlines')
    expect(says(cid, 'LOGO')).toContain('not fetched')
    expect(file.members.map(({ path }) => path)).toEqual([
      'contact 1 photo1.jpg',
      'contact 1 logo2.png',
      'contact 1 key3.bin',
      'contact 3 photo4.png',
    ])
    expect(await file.member?.('contact 1 photo1.jpg')).toEqual(Uint8Array.from([0, 1, 2, 3, 4]))
    expect(file.view).toMatchObject({ shapes: [{ kind: 'point', path: [[48.2, 16.3]] }] })
  })
})

const cap = (inside: string): string =>
  `<?xml version="1.0"?><alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>a</identifier><sender>s</sender><sent>2026-10-14T06:00:00+02:00</sent><status>Actual</status><msgType>Cancel</msgType><scope>Public</scope><references>s,b,2026-10-13T06:00:00+02:00</references><info><category>Met</category><event>Storm</event><urgency>Past</urgency><severity>Minor</severity><certainty>Observed</certainty><area><areaDesc>Valley</areaDesc>${inside}</area></info></alert>`

describe('alerts', () => {
  it('show their areas as they are drawn, and what they cancel', async () => {
    const file = await open(
      alert,
      cap('<polygon>1,179 1,-179 2,-179 1,179</polygon><circle>48.2,16.3 25</circle><polygon>1,2 3</polygon>'),
    )
    expect(file.view).toMatchObject({
      shapes: [
        {
          kind: 'area',
          path: [
            [1, 179],
            [1, -179],
            [2, -179],
            [1, 179],
          ],
        },
        { kind: 'circle', path: [[48.2, 16.3]], radius: 25_000 },
      ],
    })
    expect(file.problems.join(' ')).toContain('cancels s,b,2026-10-13')
    expect(file.problems.join(' ')).toContain('A polygon of area 1 is none')
    expect((await recordsOf(file)).map(({ at }) => at)).toEqual(['record 1', 'information 1', 'area 1'])
  })

  it('of more places than are drawn say so, and keep all of them in their records', async () => {
    const file = await open(alert, cap('<circle>48.2,16.3 25</circle>'.repeat(2001)))
    expect(file.view.kind === 'records' ? file.view.shapes.length : 0).toBe(2000)
    expect(file.problems.join(' ')).toContain('Only 2,000 of its 2,001 places are drawn')
  })

  it('with a document type are refused: entities could make them grow', async () => {
    const hostile = cap('').replace('<alert', '<!DOCTYPE alert [<!ENTITY a "aaaa">]><alert')
    await expect(openBy(alert, sourceOf('a', Buffer.from(hostile)))).rejects.toThrow('DOCTYPE')
  })
})

const gpx = (points: string): string =>
  `<gpx creator="x" version="1.1"><trk><name>Way</name><trkseg>${points}</trkseg></trk></gpx>`

describe('tracks', () => {
  it('show times, length and gaps across the 180th meridian, and points that become a table', async () => {
    const file = await open(
      positions,
      gpx(
        '<trkpt lat="0" lon="179.5"><time>2026-10-14T06:00:00Z</time><ele>12</ele></trkpt><trkpt lat="0" lon="-179.5"><time>2026-10-14T06:30:00Z</time></trkpt><trkpt lat="0" lon="-179"><time>2026-10-14T06:31:00</time></trkpt><trkpt lat="91" lon="0"/>',
      ),
    )
    expect(file.view).toMatchObject({
      points: 3,
      lines: [
        {
          name: 'Way',
          points: 3,
          from: '2026-10-14T06:00:00Z',
          to: '2026-10-14T06:30:00Z',
          gaps: [{ at: 'points 1–2' }],
        },
      ],
    })
    const metres = file.view.kind === 'track' ? (file.view.lines[0]?.metres ?? 0) : 0
    expect(metres / 1000).toBeCloseTo(1.5 * 111.195, 0)
    expect(file.problems.join(' ')).toContain('1 of its points have no position on Earth')
    expect(file.problems.join(' ')).toContain('a time without a zone')
    const made = await file.derive?.({ kind: 'item', item: 'point', number: 1, to: 2 })
    expect(
      Buffer.from(made?.bytes ?? [])
        .toString()
        .split('\r\n')[1],
    ).toBe('1,0,179.5,2026-10-14T06:00:00Z,2026-10-14T06:00:00Z,12,Way,')
  })

  it.each([
    [
      'KML',
      '<kml xmlns="k"><Document><Placemark><name>A</name><description>by night</description><LineString><coordinates>16.3,48.2,5 16.4,48.3</coordinates></LineString></Placemark><NetworkLink/></Document></kml>',
      2,
    ],
    [
      'KML',
      '<kml><Placemark><description>by night</description><Track><when>2026-10-14T06:00:00Z</when><coord>16.3 48.2 5</coord></Track></Placemark></kml>',
      1,
    ],
    [
      'TCX',
      '<TrainingCenterDatabase><Activities><Activity><Lap StartTime="x"><Track><Trackpoint><Time>2026-10-14T06:00:00Z</Time><Position><LatitudeDegrees>48.2</LatitudeDegrees><LongitudeDegrees>16.3</LongitudeDegrees></Position></Trackpoint><Trackpoint><Time>2026-10-14T06:00:01Z</Time></Trackpoint></Track></Lap></Activity></Activities></TrainingCenterDatabase>',
      1,
    ],
    [
      'GeoJSON',
      '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"A","said":"by night"},"geometry":{"type":"Polygon","coordinates":[[[16.3,48.2],[16.4,48.2],[16.3,48.2]]]}},{"type":"Feature","geometry":{"type":"Point","coordinates":[16,95]}}]}',
      3,
    ],
    [
      'NMEA 0183',
      '$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47\r\n$GPRMC,123519,A,4807.038,N,01131.000,E,022.4,084.4,230394,003.1,W*6A\r\n$GPRMC,123520,A,4807.038,N,01131.000,E,022.4,084.4,230394,003.1,W*00',
      1,
    ],
  ])('of %s are read too', async (format, text, points) => {
    const file = await open(positions, text)
    expect(file.view).toMatchObject({ kind: 'track', format, points })
    const answer = await file.part?.({ ask: 'points', from: 0, count: 10 })
    const [first] = answer?.ask === 'points' ? answer.points : []
    expect(first?.latitude).toBeCloseTo(48.16, 1)
    // What is said of all of a line or an area stands at its first point.
    expect(first?.words.includes('by night')).toBe(text.includes('by night'))
    if (format === 'NMEA 0183') expect(first).toMatchObject({ at: '1994-03-23T12:35:19Z', height: 545.4 })
  })
})

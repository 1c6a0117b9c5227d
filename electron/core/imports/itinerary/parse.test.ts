import { describe, expect, it } from 'vitest'
import type { Itinerary } from './event.ts'
import { proposeLegs } from './legs.ts'
import { parseItinerary } from './parse.ts'
import { itineraryReport } from './report.ts'

const now = Date.UTC(2026, 10, 30)
const calendar = (...lines: string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n')
const event = (...lines: string[]): string[] => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']
const read = (...lines: string[]): Itinerary => parseItinerary(calendar(...lines), now)
const when = (...lines: string[]): unknown => read(...event(...lines)).events[0]?.start?.when
const words = (itinerary: Itinerary): string => itineraryReport(itinerary).report.narrative

/** A zone as Outlook and Exchange write it: Windows' rules since 1601. */
const outlook = (tzid: string, standard = '+0100', daylight = '+0200'): string[] => [
  'BEGIN:VTIMEZONE',
  `TZID:${tzid}`,
  'BEGIN:STANDARD',
  'DTSTART:16011028T030000',
  'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10',
  `TZOFFSETFROM:${daylight}`,
  `TZOFFSETTO:${standard}`,
  'END:STANDARD',
  'BEGIN:DAYLIGHT',
  'DTSTART:16010325T020000',
  'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3',
  `TZOFFSETFROM:${standard}`,
  `TZOFFSETTO:${daylight}`,
  'END:DAYLIGHT',
  'END:VTIMEZONE',
]

describe('the zone of a time', () => {
  const at = (tzid: string, value = '20260714T093000', ...before: string[]) => {
    const found = read(...before, ...event('UID:1', `DTSTART;TZID=${tzid}:${value}`))
    return [found.events[0]?.start?.when?.zone, found.problems.join(' ')] as const
  }
  it.each([
    ['of the IANA list', 'Europe/Berlin', 'Europe/Berlin'],
    ['with a path before it, as Thunderbird wrote', '/mozilla.org/20050126_1/Europe/Berlin', 'Europe/Berlin'],
    [
      'with a path before it, as Evolution wrote',
      '/freeassociation.sourceforge.net/America/Argentina/Ushuaia',
      'America/Argentina/Ushuaia',
    ],
    ['of Windows, in quotes', '"W. Europe Standard Time"', 'Europe/Berlin'],
    ['of Windows', 'AUS Eastern Standard Time', 'Australia/Sydney'],
    ['of POSIX, which counts the other way', 'Etc/GMT-5', 'Etc/GMT-5'],
  ])('is found by a name %s', (_, tzid, zone) => {
    expect(at(tzid)).toEqual([zone, ''])
  })
  it('is the file’s own where nobody else knows its name, summer and winter', () => {
    const own = outlook('(UTC+01:00) Zeit\\, wie hier')
    const tzid = '"(UTC+01:00) Zeit, wie hier"'
    expect(at('"(UTC+01:00) Zeit\\, wie hier"', '20260714T093000', ...own)[0]).toBe('+02:00')
    expect(at(tzid, '20260714T093000', ...own)[0]).toBe('+02:00')
    expect(at(tzid, '20261214T093000', ...own)[0]).toBe('+01:00')
    expect(at(tzid, '20261025T025959', ...own)[0]).toBe('+02:00')
    expect(at(tzid, '20261025T030000', ...own)[0]).toBe('+01:00')
    expect(at(tzid, '20261214T093000', ...own)[1]).toContain('told by the rules in the file')
    const cities = outlook('(UTC+01:00) Amsterdam\\, Bern\\, Rom')
    expect(at('"(UTC+01:00) Amsterdam\\, Bern\\, Rom"', '20260714T093000', ...cities)).toEqual(['Europe/Amsterdam', ''])
  })
  it('is the file’s own where its rules are not those of the place that it names, which is said', () => {
    const [zone, problems] = at('Europe/Berlin', '20260714T093000', ...outlook('Europe/Berlin', '+0300', '+0300'))
    expect(zone).toBe('+03:00')
    expect(problems).toContain('they say +03:00, which is taken')
    expect(at('Europe/Berlin', '20260714T093000', ...outlook('Europe/Berlin'))).toEqual(['Europe/Berlin', ''])
  })
  it.each(['BST', 'CST', 'EST5EDT', 'GMT', 'Romance', 'Mitteleuropäische Zeit'])('is not known by %s', (name) => {
    const [zone, problems] = at(name)
    expect(zone).toBeUndefined()
    expect(problems).toMatch(/kept in their words/)
    if (name === 'BST') expect(problems).toContain('Europe/London or Asia/Dhaka')
  })
  it('is the calendar’s where a time has none, and is said; without one it is nowhere', () => {
    const floating = event('UID:1', 'DTSTART:20260714T093000')
    const google = read('X-WR-TIMEZONE:Europe/Vienna', ...floating)
    expect(google.events[0]?.start?.when?.zone).toBe('Europe/Vienna')
    expect(google.problems.join(' ')).toContain('X-WR-TIMEZONE: Europe/Vienna')
    expect(read(...floating).events[0]?.start).toEqual({ when: undefined, said: '20260714T093000' })
  })
  it('shows some times twice and some never, which is said', () => {
    expect(at('Europe/Berlin', '20261025T023000')[1]).toContain('twice')
    expect(at('Europe/Berlin', '20260329T023000')[1]).toContain('never')
  })
})

describe('days, ends and durations', () => {
  const span = (...lines: string[]): unknown[] => {
    const [one] = read(...event('UID:1', ...lines)).events
    return [one?.start?.when?.value, one?.end?.when?.value, one?.end?.when?.precision]
  }
  it.each([
    [
      ['DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20261227'],
      ['2026-12-24', '2026-12-26', 'day'],
    ],
    [['DTSTART;VALUE=DATE:20261224'], ['2026-12-24', '2026-12-24', 'day']],
    [
      ['DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20261224'],
      ['2026-12-24', '2026-12-24', 'day'],
    ],
    [
      ['DTSTART;VALUE=DATE:20261224', 'DURATION:P3D'],
      ['2026-12-24', '2026-12-26', 'day'],
    ],
    [
      ['DTSTART;VALUE=DATE:20261224', 'DURATION:P1W'],
      ['2026-12-24', '2026-12-30', 'day'],
    ],
    [
      ['DTSTART:20261114T093000Z', 'DURATION:PT1H45M'],
      ['2026-11-14T09:30', '2026-11-14T11:15', 'minute'],
    ],
    [
      ['DTSTART:20261114T093000Z', 'DURATION:PT90S'],
      ['2026-11-14T09:30', '2026-11-14T09:31:30', 'second'],
    ],
    [
      ['DTSTART;TZID=Europe/Berlin:20261025T013000', 'DURATION:PT3H'],
      ['2026-10-25T01:30', '2026-10-25T03:30', 'minute'],
    ],
    [['DTSTART:20261114T093000Z'], ['2026-11-14T09:30', undefined, undefined]],
    [
      ['DTSTART:20261114T093000Z', 'DURATION:-PT1H'],
      ['2026-11-14T09:30', undefined, undefined],
    ],
  ] as const)('%j', (lines, expected) => {
    expect(span(...lines)).toEqual(expected)
  })
  it('are told and proposed as whole days', () => {
    const stay = read(
      ...event(
        'UID:1',
        'SUMMARY:Hotel Lisbon',
        'LOCATION:Lisbon',
        'DTSTART;VALUE=DATE:20261224',
        'DTEND;VALUE=DATE:20261227',
      ),
    )
    expect(words(stay)).toContain('24 Dec 2026 to 26 Dec 2026')
    expect(proposeLegs(stay)[0]).toMatchObject({
      departure: { value: '2026-12-24', precision: 'day' },
      arrival: { value: '2026-12-26', precision: 'day' },
      doubts: [],
    })
  })
  it('name what is odd about a time', () => {
    const odd = (value: string): string => read(...event('UID:1', `DTSTART:${value}`)).problems.join(' ')
    expect(odd('20991014T091200Z')).toContain('is years ahead')
    expect(odd('19700101T000000Z')).toContain('before 1980')
    expect(odd('16010101T000000Z')).toContain('before 1980')
    expect(odd('20260230T100000Z')).toContain('not one of the calendar')
    expect(odd('20261114T093000Z')).toBe('')
    expect(read(...event('UID:1', 'DTSTART:20261114T093000Z', 'DTEND:20261113T093000Z')).problems).toEqual([
      'An event ends before it begins.',
    ])
  })
})

describe('repetitions and versions', () => {
  it('say which times are taken out, added, moved and cancelled', () => {
    const found = read(
      ...event(
        'UID:1',
        'SUMMARY:Drive',
        'DTSTART;TZID=Europe/Paris:20261005T110000',
        'RRULE:FREQ=WEEKLY;COUNT=6',
        'EXDATE;TZID=Europe/Paris:20261012T110000,20261019T110000',
        'EXDATE;TZID=Europe/Paris:20261102T110000',
        'RDATE;TZID=Europe/Paris:20261120T110000',
      ),
      ...event(
        'UID:1',
        'SUMMARY:Drive',
        'RECURRENCE-ID;TZID=Europe/Paris:20261026T110000',
        'DTSTART;TZID=Europe/Paris:20261026T130000',
      ),
      ...event(
        'UID:1',
        'SUMMARY:Drive',
        'RECURRENCE-ID;TZID=Europe/Paris:20261109T110000',
        'DTSTART;TZID=Europe/Paris:20261109T110000',
        'STATUS:CANCELLED',
      ),
    )
    const told = words(found)
    expect(told).toMatch(
      /Repeats: FREQ=WEEKLY;COUNT=6, also on 20 Nov 2026, 11:00 \(Paris\), but not on 12 Oct 2026, .*; 19 Oct 2026, .*; 2 Nov 2026/,
    )
    expect(told).toMatch(/changed on 26 Oct 2026, 11:00 \(Paris\) \(now 2026-10-26 13:00\), cancelled on 9 Nov 2026/)
    expect(found.events).toHaveLength(3)
  })
  it('of one event the newest version counts, by its sequence and then by when it was made; the older is named', () => {
    const version = (sequence: number, stamp: string, hour: string): string[] =>
      event('UID:1', `SEQUENCE:${sequence}`, `DTSTAMP:${stamp}`, `DTSTART:20261005T${hour}0000Z`, 'SUMMARY:Car')
    const found = read(
      ...version(2, '20260901T000000Z', '12'),
      ...version(10, '20260902T000000Z', '14'),
      ...version(10, '20260903T000000Z', '15'),
    )
    expect(found.events.map(({ start }) => start?.when?.value)).toEqual(['2026-10-05T15:00'])
    expect(found.problems).toHaveLength(2)
    expect(found.problems[1]).toContain('“Car” is in it in an older version too (sequence 2, 20261005T120000Z)')
    // Without an identifier two events are two.
    expect(read(...event('DTSTART:20261005T120000Z'), ...event('DTSTART:20261005T120000Z')).events).toHaveLength(2)
  })
  it('a cancellation says so, of the calendar or of the event', () => {
    expect(words(read('METHOD:CANCEL', ...event('UID:1', 'SUMMARY:Car', 'DTSTART:20261005T120000Z')))).toContain(
      'Car (cancelled)',
    )
    const [leg] = proposeLegs(read(...event('UID:1', 'SUMMARY:Car', 'STATUS:CANCELLED', 'DTSTART:20261005T120000Z')))
    expect(leg?.doubts).toContain('The calendar says that it is cancelled.')
  })
})

describe('the file itself', () => {
  it.each(['\r\n', '\n', '\r'])('is read whatever ends its lines (%j), folded in the middle of a letter too', (end) => {
    const text = calendar(...event('UID:1', 'SUMMARY:Café Größe 会议', 'DTSTART:20261005T120000Z')).replaceAll(
      '\r\n',
      end,
    )
    const bytes = Buffer.from(text)
    const at = bytes.indexOf(Buffer.from('é')) + 1
    const folded = Buffer.concat([bytes.subarray(0, at), Buffer.from(`${end} `), bytes.subarray(at)])
    const { events, problems } = parseItinerary(folded, now)
    expect([events[0]?.summary, problems]).toEqual(['Café Größe 会议', []])
  })
  it('is read in UTF-8 with its mark, in UTF-16, and in Latin-1, which is said', () => {
    const text = calendar(...event('UID:1', 'SUMMARY:Jürgen Müller', 'DTSTART:20261005T120000Z'))
    const of = (bytes: Buffer): [string | undefined, string] => {
      const { events, problems } = parseItinerary(bytes, now)
      return [events[0]?.summary, problems.join(' ')]
    }
    expect(of(Buffer.from(`\ufeff${text}`))).toEqual(['Jürgen Müller', ''])
    expect(of(Buffer.from(`\ufeff${text}`, 'utf16le'))).toEqual(['Jürgen Müller', ''])
    expect(of(Buffer.from(text, 'latin1'))).toEqual(['Jürgen Müller', expect.stringContaining('Windows-1252')])
  })
  it('tells who called and who was asked, undoes escapes, passes over alarms, and names what it does not tell', () => {
    const found = read(
      'METHOD:REQUEST',
      ...event(
        'UID:1',
        'SUMMARY:Gate 3\\, north\\; “x”',
        'DTSTART:20261005T120000Z',
        'DESCRIPTION:Line one\\nLine two\\\\',
        'ORGANIZER;CN="Vale, S.":mailto:s.vale@example.org',
        'ATTENDEE;CN=Ada;PARTSTAT=DECLINED:mailto:ada@example.org',
        'ATTACH:https://example.org/x',
        'X-MICROSOFT-CDO-BUSYSTATUS:BUSY',
        'BEGIN:VALARM',
        'TRIGGER:-PT15M',
        'DESCRIPTION:Reminder',
        'END:VALARM',
      ),
      'BEGIN:VTODO',
      'SUMMARY:Pack',
      'END:VTODO',
    )
    expect(found.events[0]).toMatchObject({
      summary: 'Gate 3, north; “x”',
      description: 'Line one\nLine two\\',
      organizer: 'Vale, S. <s.vale@example.org>',
      attendees: ['Ada <ada@example.org> (declined)'],
    })
    expect(found.problems).toEqual([
      'It also holds 1 task, which is not told.',
      'Of its events these are not told: ATTACH.',
    ])
    expect(words(found)).toContain('Organizer: Vale, S.')
  })
  it('may hold several calendars, junk lines, and an end in the middle', () => {
    const text = `${calendar(...event('UID:1', 'SUMMARY:a', 'DTSTART:20261005T120000Z'))}not a line of it\r\n${calendar(...event('UID:2', 'SUMMARY:b', 'DTSTART:20261006T120000Z')).replace(/END:VEVENT[\s\S]*$/, '')}`
    const { events, problems } = parseItinerary(text, now)
    expect(events.map(({ summary }) => summary)).toEqual(['a', 'b'])
    expect(problems).toEqual(
      expect.arrayContaining([
        'It holds 2 calendars; the events of all are told together.',
        'It ends in the middle of an event.',
        'Some of its lines are not calendar lines and were passed over.',
      ]),
    )
    expect(when('UID:1', 'DTSTART:20261005T120000Z')).toEqual({
      value: '2026-10-05T12:00',
      zone: 'UTC',
      precision: 'minute',
    })
  })
})

it('takes time that grows as the file does, and names no more than can be read', () => {
  const time = (times: number): number => {
    const one = (i: number): string[] =>
      event('UID:1', `SEQUENCE:${i}`, `DTSTART;TZID=Zone ${i}:20261005T120000Z`, 'RRULE:X', 'EXDATE:20261005T120000Z')
    const text = Buffer.from(calendar(Array.from({ length: times }, (_, i) => one(i).join('\r\n')).join('\r\n')))
    const began = process.cpuUsage()
    const { problems } = parseItinerary(text, now)
    const { user, system } = process.cpuUsage(began)
    expect(problems.length).toBeLessThan(110)
    return (user + system) / 1000
  }
  time(2000)
  const once = Math.max(time(5000), time(5000))
  expect(time(20_000)).toBeLessThan(8 * once + 500)
})

describe('what other makers write', () => {
  const parse = (...lines: string[]): Itinerary => read(...event(...lines))
  const ends = (...lines: string[]): string | undefined => parse(...lines).events[0]?.end?.when?.value
  it('has days that end at the same time by the clock when the clocks are changed', () => {
    const begins = 'DTSTART;TZID=Europe/Berlin:20261024T120000'
    expect(ends(begins, 'DURATION:P1D')).toBe('2026-10-25T12:00')
    expect(ends(begins, 'DURATION:PT24H')).toBe('2026-10-25T11:00')
    expect(ends(begins, 'DURATION:P1DT2H')).toBe('2026-10-25T14:00')
    expect(ends('DTSTART;VALUE=DATE:20261224', 'DURATION:P1W')).toBe('2026-12-30')
  })
  it('of an event whose zone is not known ends by the same clock', () => {
    const said = (...lines: string[]): string | undefined => parse(...lines).events[0]?.end?.said
    expect(said('DTSTART:20261205T220000', 'DURATION:P0DT3H30M0S')).toBe('20261206T013000')
    expect(said('DTSTART;TZID=Somewhere:20261205T220000', 'DURATION:P1D')).toBe('20261206T220000 (Somewhere)')
    expect(said('DTSTART:sometime', 'DURATION:P1D')).toBe('P1D after it begins')
  })
  it('names its zones as Windows shows them, or by an address', () => {
    const zone = (tzid: string): string | undefined =>
      parse(`DTSTART;TZID=${tzid}:20261014T093000`).events[0]?.start?.when?.zone
    expect(zone('"(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna"')).toBe('Europe/Amsterdam')
    expect(zone('(GMT-05.00) Eastern Time (US & Canada)')).toBe('America/New_York')
    expect(zone('"(UTC+08:00) Beijing, Chongqing, Hong Kong, Urumqi"')).toBe('Asia/Chongqing')
    expect(zone('"(UTC+02:00) Amsterdam, Berlin"')).toBeUndefined()
    expect(zone('tzone://Microsoft/Utc')).toBe('UTC')
    expect(zone('"tzone://Microsoft/Utc"')).toBe('UTC')
  })
  it('says a change of all times after one, and what a description says in HTML alone', () => {
    const found = parse(
      'UID:1',
      'DTSTART:20261012T150000Z',
      'RECURRENCE-ID;RANGE=THISANDFUTURE:20261012T110000Z',
      'X-ALT-DESC;FMTTYPE=text/html:<p>take the back door</p>',
    )
    expect(found.events[0]?.changes).toBe('12 Oct 2026, 11:00 (UTC) and all after it')
    expect(found.events[0]?.description).toBe('take the back door')
    const both = parse(
      'UID:1',
      'DTSTART:20261012T150000Z',
      'DESCRIPTION:Take the back door\\, please.',
      'X-ALT-DESC;FMTTYPE=text/html:<p>Take the back door\\, please.</p><p>We wait there.</p>',
    )
    expect(both.events[0]?.description).toBe('Take the back door, please.\n[Only in its HTML version:]\nWe wait there.')
    expect(both.problems.join()).toContain('words that its text does not have')
  })
  it('has its offset behind a time, or is spread, which says the same', () => {
    const when = (value: string): unknown => parse('UID:1', `DTSTART:${value}`).events[0]?.start?.when
    const at = { value: '2026-10-12T15:00', precision: 'minute' }
    expect(when('20261012T150000+0200')).toEqual({ ...at, zone: '+02:00' })
    expect(when('2026-10-12T15:00:00-04:00')).toEqual({ ...at, zone: '-04:00' })
    expect(when('2026-10-12T15:00:00.000Z')).toEqual({ ...at, zone: 'UTC' })
    expect(when('20261012T150000+9900')).toBeUndefined()
    expect(when('2026-1012T150000Z')).toBeUndefined()
  })
  it('is quoted-printable in version 1.0', () => {
    const found = parse(
      'DTSTART:20261012T150000Z',
      'SUMMARY;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Treffen mit J=FCrgen =',
      'am Tor',
      'LOCATION;QUOTED-PRINTABLE:K=C3=B6ln',
    )
    expect(found.events[0]).toMatchObject({ summary: 'Treffen mit Jürgen am Tor', location: 'Köln' })
    expect(found.problems).toEqual([])
  })
})

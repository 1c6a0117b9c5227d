import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { OccurredAt, Precision } from '../../../../shared/kernel/time.ts'
import type { Claim } from './claim.ts'
import { statementsIn } from './compound.ts'
import { questionsOf } from './rules.ts'
import { travelMs } from './places.ts'
import { correctedBy, leastApart, mostBetween, spanOf } from './spans.ts'
import { showMs } from './words.ts'

const precisionOf: Record<number, Precision> = {
  4: 'year',
  7: 'month',
  10: 'day',
  13: 'hour',
  16: 'minute',
  19: 'second',
}
const when = (value: string, zone = 'America/New_York'): OccurredAt => ({
  value,
  zone,
  precision: precisionOf[value.length] ?? 'minute',
})

let made = 0
const claim = (about: Partial<Claim>): Claim => {
  made += 1
  return {
    id: `id-${made}`,
    number: `AS${made}`,
    who: null,
    event: null,
    place: null,
    began: null,
    ended: null,
    order: null,
    clock: null,
    ...about,
  }
}
const who = { id: 's', name: 'Owen Pryce' }
const bronx = { name: 'Van Cortlandt Park', latitude: 40.8979, longitude: -73.8859 }
const battery = { name: 'Battery Place', latitude: 40.7044, longitude: -74.0152 }
const lisbon = { name: 'Lisbon airport', latitude: 38.7742, longitude: -9.1342 }
const rulesOf = (...claims: Claim[]): string[] => questionsOf(claims).map(({ rule }) => rule)

describe('somebody is in two places', () => {
  test('at once, or with too little time for the way', () => {
    const at = (place: Claim['place'], value: string, until?: string) =>
      claim({ who, place, began: when(value), ended: until === undefined ? null : when(until) })
    expect(rulesOf(at(bronx, '2026-11-12T07:38'), at(battery, '2026-11-12T07:40'))).toEqual(['two-places'])
    // 24 km in six minutes; an alibi from seven to eight against a badge at half past; another continent on the same morning.
    expect(rulesOf(at(bronx, '2026-11-12T07:00', '2026-11-12T08:00'), at(battery, '2026-11-12T07:30'))).toEqual([
      'two-places',
    ])
    expect(rulesOf(at(lisbon, '2026-11-12T07'), at(battery, '2026-11-12T09:30'))).toEqual(['two-places'])
    const [question] = questionsOf([at(bronx, '2026-11-12T07:38'), at(battery, '2026-11-12T07:40')])
    expect(question?.question).toMatch(
      /^Was Owen Pryce at Van Cortlandt Park, 12 Nov 2026, 07:38 \(New York\) \(AS\d+\) and at Battery Place, 12 Nov 2026, 07:40 \(New York\) \(AS\d+\)\? 24 km lie between them; there was at most 3 min for the way\.$/,
    )
  })

  test.each<[string, Partial<Claim>, Partial<Claim>]>([
    [
      'an hour is enough for the way',
      { place: bronx, began: when('2026-11-12T07:38') },
      { place: battery, began: when('2026-11-12T08:38') },
    ],
    [
      'a day leaves time for both',
      { place: bronx, began: when('2026-11-12') },
      { place: battery, began: when('2026-11-12T07:40') },
    ],
    [
      'the hours touch',
      { place: bronx, began: when('2026-11-12T07') },
      { place: battery, began: when('2026-11-12T08') },
    ],
    [
      'one place by two names',
      { place: { ...bronx, name: 'The park' }, began: when('2026-11-12T07:38') },
      { place: { ...bronx, latitude: 40.8981 }, began: when('2026-11-12T07:38') },
    ],
    [
      'a place in a place',
      { place: { name: 'Gate 3' }, began: when('2026-11-12T07:38') },
      { place: { name: 'Gate 3, Mercer Street' }, began: when('2026-11-12T07:38') },
    ],
    [
      'names alone, one minute apart',
      { place: { name: 'Lobby' }, began: when('2026-11-12T07:38') },
      { place: { name: 'Car park' }, began: when('2026-11-12T07:40') },
    ],
    [
      'the same instant told in two zones, an hour after',
      { place: bronx, began: when('2026-11-12T07:38') },
      { place: battery, began: when('2026-11-12T13:38', 'UTC') },
    ],
    [
      'somebody else',
      { place: bronx, began: when('2026-11-12T07:38') },
      { who: { id: 't', name: 'Owen Pryce' }, place: battery, began: when('2026-11-12T07:38') },
    ],
    ['no time is known', { place: bronx }, { place: battery, began: when('2026-11-12T07:38') }],
    [
      'a night flight',
      { place: lisbon, began: when('2026-11-12T10:00', 'Europe/Lisbon') },
      { place: battery, began: when('2026-11-12T19:00') },
    ],
  ])('not when %s', (_, a, b) => {
    expect(rulesOf(claim({ who, ...a }), claim({ who, ...b }))).toEqual([])
  })

  test('however far: the least time for a way grows with it', () => {
    const boston = { name: 'Boston', latitude: 42.3601, longitude: -71.0589 }
    expect(
      rulesOf(
        claim({ who, place: boston, began: when('2026-11-12T07:00') }),
        claim({ who, place: battery, began: when('2026-11-12T07:40') }),
      ),
    ).toEqual(['two-places'])
    const ways = Array.from({ length: 200 }, (_, at) => travelMs(at * 100_000))
    expect(ways.toSorted((a, b) => a - b)).toEqual(ways)
    // A fast train from Lille to Paris (204 km) takes an hour.
    expect(travelMs(204_000)).toBeLessThan(62 * 60_000)
  })

  test('told apart by names alone, in one minute', () => {
    const at = (name: string, value: string) => claim({ who, place: { name }, began: when(value) })
    expect(rulesOf(at('At home', '2026-11-12T07:38'), at('Battery Place', '2026-11-12T07:38'))).toEqual(['two-places'])
    expect(rulesOf(at('At home', '2026-11-12T07:38:00'), at('Battery Place', '2026-11-12T07:38:59'))).toEqual([])
    expect(rulesOf(at('At home', '2026-11-12T07'), at('Battery Place', '2026-11-12T07:38'))).toEqual([])
  })

  test('but not two points of a place of one name', () => {
    const park = (latitude: number) =>
      claim({
        who,
        place: { ...bronx, latitude },
        began: when('2026-11-12T07:00'),
        ended: when('2026-11-12T08:00'),
      })
    expect(rulesOf(park(40.8979), park(40.9033))).toEqual([])
  })

  test('told apart by names alone, only when the times cannot but overlap', () => {
    const lobby = claim({
      who,
      place: { name: 'Lobby' },
      began: when('2026-11-12T07:00'),
      ended: when('2026-11-12T08:00'),
    })
    const park = claim({ who, place: { name: 'Car park' }, began: when('2026-11-12T07:30') })
    expect(rulesOf(lobby, park)).toEqual(['two-places'])
  })
})

describe('two accounts of one event', () => {
  test('differ in time or in place', () => {
    const van = (value: string, place: Claim['place'] = null) =>
      claim({ event: 'The van leaves', began: when(value), place })
    expect(rulesOf(van('2026-11-12T07:38'), van('2026-11-12T08:10'))).toEqual(['two-accounts'])
    expect(rulesOf(van('2026-11-12T07:38', bronx), van('2026-11-12T07:38', battery))).toEqual(['two-accounts'])
    expect(rulesOf(van('2026-11-12T07'), van('2026-11-12T07:38'), van('2026-11-12'))).toEqual([])
    expect(rulesOf(van('2026-11-12T07:38'), claim({ event: 'van leaves', began: when('2026-11-13') }))).toEqual([
      'two-accounts',
    ])
    expect(rulesOf(van('2026-11-12T07:38'), claim({ event: 'The van returns', began: when('2026-11-13') }))).toEqual([])
  })
})

describe('accounts of one event in time', () => {
  const accounts = (...times: OccurredAt[]): string[] =>
    questionsOf(times.map((began) => claim({ event: 'fire', began }))).map(({ question }) => question)
  test('are at odds on two days that follow each other, and before 1970', () => {
    expect(accounts(when('2026-11-11'), when('2026-11-12'))).toEqual([expect.stringContaining('No time is both.')])
    expect(accounts(when('2026-11'), when('2026-12-01'))).toHaveLength(1)
    expect(accounts(when('1968-05-01'), when('1969-05-01'))).toEqual([
      expect.stringContaining('at least 364 days apart'),
    ])
    expect(accounts(when('2026-11-12T07:38'), when('2026-11-12T07:39'))).toEqual([])
  })
  test('may mean either hour of two, and all of a day of 25 hours', () => {
    expect(accounts(when('2026-11-01T01:30'), when('2026-11-01T05:30', 'UTC'))).toEqual([])
    expect(accounts(when('2026-11-01T01:30'), when('2026-11-01T06:30', 'UTC'))).toEqual([])
    expect(accounts(when('2026-11-01T01:30'), when('2026-11-01T06:32', 'UTC'))).toHaveLength(1)
    expect(accounts(when('2026-11-01'), when('2026-11-02T04:30', 'UTC'))).toEqual([])
    expect(accounts(when('2026-03-08'), when('2026-03-09T04:30', 'UTC'))).toHaveLength(1)
  })
})

test('a time is worked out once for each claim, however many claims there are', () => {
  let read = 0
  const began = {
    ...when('2026-11-12T07:38'),
    get value() {
      read += 1
      return '2026-11-12T07:38'
    },
  }
  const many = (length: number): number => {
    read = 0
    questionsOf(Array.from({ length }, () => claim({ who, event: 'The van leaves', place: battery, began })))
    return read
  }
  expect(many(200)).toBe(100 * many(2))
})

describe('the order of events', () => {
  const before = (event: string, other: string) => claim({ event, order: { relation: 'before', event: other } })
  test('is at odds where two say the contrary, or three go round', () => {
    expect(
      rulesOf(before('call', 'visit'), claim({ event: 'call', order: { relation: 'after', event: 'visit' } })),
    ).toEqual(['order'])
    expect(rulesOf(before('call', 'visit'), before('visit', 'letter'), before('letter', 'call'))).toEqual(['order'])
    expect(rulesOf(before('call', 'visit'), before('visit', 'letter'), before('call', 'letter'))).toEqual([])
  })
  test('is at odds with the times', () => {
    const call = claim({ event: 'call', began: when('2026-11-12T09:00') })
    const visit = claim({ event: 'visit', began: when('2026-11-12T08:00') })
    expect(rulesOf(before('call', 'visit'), call, visit)).toEqual(['order'])
    expect(rulesOf(before('visit', 'call'), call, visit)).toEqual([])
    expect(
      rulesOf(
        before('call', 'visit'),
        claim({ event: 'call', began: when('2026-11-12') }),
        claim({ event: 'visit', began: when('2026-11-11') }),
      ),
    ).toEqual(['order'])
    const [question] = questionsOf([before('The call', 'The letter'), before('the letter', 'visit'), call, visit])
    expect(question?.question).toMatch(
      /^Was “call” before “visit” \(AS\d+, AS\d+\)\? By the times of AS\d+ and AS\d+ it was after\.$/,
    )
    expect(rulesOf(before('call', 'visit'), call, claim({ event: 'visit', began: when('2026-11-12') }))).toEqual([])
  })
})

describe('a clock that was off', () => {
  const clock = {
    device: 'Camera 03',
    offsetMs: 45 * 60_000,
    driftMsPerDay: 0,
    uncertaintyMs: 2000,
    checkedAt: '2026-11-13T12:00:00Z',
  }
  test('is asked about where its correction lets both be so', () => {
    const shown = claim({ who, place: battery, began: when('2026-11-12T08:23:00'), clock })
    // A place that no clock mends is no question of the clock.
    expect(
      rulesOf(claim({ event: 'theft', place: bronx, began: when('2026-11-12T07:38') }), {
        ...shown,
        who: null,
        event: 'theft',
      }),
    ).toEqual(['two-accounts'])
    expect(rulesOf(claim({ who, place: bronx, began: when('2026-11-12T08:25') }), shown)).toEqual(['clock'])
    expect(rulesOf(claim({ who, place: bronx, began: when('2026-11-12T07:38') }), shown)).toEqual(['two-places'])
  })
  test('gains or loses from when it was checked', () => {
    const gaining = { ...clock, offsetMs: 0, driftMsPerDay: 1000, uncertaintyMs: 0 }
    const span = spanOf({ began: when('2026-11-23T12:00:00', 'UTC'), ended: null })
    expect(span && correctedBy(gaining, span).began.earliest).toBe(Date.parse('2026-11-23T11:59:50Z'))
  })
})

test.each([
  [250, '250 ms'],
  [750_000, '12 min 30 s'],
  [47 * 3_600_000, '47 h 00 min'],
  [51 * 3_600_000, '2 days 3 h'],
])('%d ms is %s', (ms, words) => expect(showMs(ms)).toBe(words))

test('no rule fires on what can be so: two times that overlap are never apart', () => {
  const stretch = fc.record({ start: fc.integer({ min: 0, max: 5000 }), length: fc.integer({ min: 0, max: 600 }) })
  const at = (minute: number): OccurredAt =>
    when(new Date(Date.UTC(2026, 10, 1) + minute * 60_000).toISOString().slice(0, 16), 'UTC')
  fc.assert(
    fc.property(stretch, stretch, (a, b) => {
      const [one, other] = [a, b].map(({ start, length }) => spanOf({ began: at(start), ended: at(start + length) }))
      if (!one || !other) return
      const overlap = a.start <= b.start + b.length && b.start <= a.start + a.length
      if (overlap) expect(leastApart(one, other)).toBeLessThan(0)
      expect(mostBetween(one, other)).toBe(mostBetween(other, one))
      if (b.start > a.start + a.length + 1) expect(mostBetween(one, other)).toBeGreaterThan(0)
    }),
  )
})

test.each([
  ['He stood at the gate.', 0],
  ['He stood at the gate and smoked.', 2],
  ['He stood at the gate. She saw him.', 2],
  ['He entered the lobby and took the badge.', 2],
  ['The van left; the gate closed.', 2],
  ['The van left and the gate closed behind it.', 2],
  ['“I waited. You never came.” is what he wrote.', 0],
  ['Mr. Aas and Ms. Renner were at the gate.', 0],
  ['He told her that he knew the street and the house.', 0],
])('%s says %d things', (text, many) => {
  expect(statementsIn(text)).toHaveLength(many)
})

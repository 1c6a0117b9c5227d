import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { LegPlan } from '../../../../shared/contract/travel.ts'
import { newCase, testApp, type TestApp } from '../../../../tests/support/app.ts'

let t: TestApp
let number: string
beforeEach(async () => {
  t = testApp()
  number = await newCase(t)
})
afterEach(() => t.end())

const at = (value: string, zone = 'America/Sao_Paulo') => ({ value, zone, precision: 'minute' as const })
const toHotel: LegPlan = {
  principal: 'K. Aas',
  mode: 'road',
  from: { name: 'Guarulhos, terminal 3' },
  to: { name: 'Hotel, Rua das Palmas', latitude: -23.5614, longitude: -46.6558 },
  departure: at('2026-11-09T21:50'),
  arrival: at('2026-11-09T22:30'),
}
const flight: LegPlan = {
  principal: 'K. Aas',
  mode: 'air',
  from: { name: 'Lisbon' },
  to: { name: 'São Paulo' },
  departure: at('2026-11-09T12:10', 'Europe/Lisbon'),
  arrival: at('2026-11-09T19:25'),
  reference: 'TP 81',
}
const plan = (...legs: LegPlan[]) => t.call('travel.plan', { case: number, legs })
const journey = () => t.call('travel.list', { case: number })

test('legs stand in the order of departure, across zones, and say how far from the plan they went', async () => {
  await plan(toHotel, flight)
  await t.call('travel.report', { case: number, leg: 'L-01', departed: at('2026-11-09T21:58') })
  await t.call('travel.report', { case: number, leg: 'L-01', arrived: at('2026-11-09T23:14') })
  await t.call('travel.report', { case: number, leg: 'L-02', arrived: at('2026-11-09T22:20', 'UTC') })
  const { legs } = await journey()
  expect(legs.map((leg) => [leg.number, leg.departedLate, leg.arrivedLate])).toEqual([
    ['L-02', null, -5],
    ['L-01', 8, 44],
  ])
})

test('a change keeps what was planned before beside what is planned now, with its reason', async () => {
  await plan(flight)
  const later = { departure: at('2026-11-09T15:10', 'Europe/Lisbon'), arrival: at('2026-11-09T22:25') }
  await t.call('travel.change', { case: number, leg: '1', ...later, reason: 'strike of the ground crew' })
  expect((await journey()).legs[0]).toMatchObject(later)
  const { rows } = await t.call('case.history', { case: number })
  expect(rows[0]).toMatchObject({
    type: 'leg.changed',
    reason: 'strike of the ground crew',
    changes: [
      { field: 'departure', from: '9 Nov 2026, 12:10 (Lisbon)', to: '9 Nov 2026, 15:10 (Lisbon)' },
      { field: 'arrival', from: '9 Nov 2026, 19:25 (Sao Paulo)', to: '9 Nov 2026, 22:25 (Sao Paulo)' },
    ],
  })
  await expect(t.call('travel.change', { case: number, leg: '1', ...later, reason: 'again' })).rejects.toMatchObject({
    code: 'ALREADY_DONE',
  })
})

test('deviations stay open until somebody says how they were settled', async () => {
  await plan(toHotel)
  const { deviation } = await t.call('travel.deviate', {
    case: number,
    leg: 'L-01',
    kind: 'other-route',
    what: 'A black saloon behind the car since the airport; the driver took the other avenue',
    noticedAt: at('2026-11-09T22:05'),
  })
  expect((await journey()).legs[0]?.deviations).toMatchObject([{ id: deviation, kind: 'other-route', settled: null }])
  const settle = () => t.call('travel.settle', { case: number, leg: 'L-01', deviation, how: 'arrived; police told' })
  await settle()
  expect((await journey()).legs[0]?.deviations[0]?.settled).toMatchObject({ how: 'arrived; police told' })
  await expect(settle()).rejects.toMatchObject({ code: 'ALREADY_DONE' })
})

test('an advisory names the legs it concerns and the report it came by; a wrong leg keeps all of it out', async () => {
  await plan(flight, toHotel)
  const { report } = await t.call('report.add', {
    channel: 'alert-feed',
    receivedAt: '2026-11-09T06:00:00Z',
    reporter: null,
    category: 'travel',
    narrative: 'Severe thunderstorms, São Paulo',
  })
  const advisory = {
    case: number,
    title: 'Severe thunderstorms',
    source: 'INMET',
    effective: at('2026-11-09T18:00'),
    expires: at('2026-11-10T02:00'),
    report,
  }
  await expect(t.call('travel.advise', { ...advisory, legs: ['L-02', 'L-09'] })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  expect((await journey()).advisories).toEqual([])
  await t.call('travel.advise', { ...advisory, legs: ['L-02'] })
  expect((await journey()).advisories).toMatchObject([{ title: 'Severe thunderstorms', report, legs: ['L-02'] }])
})

test('times that cannot be are refused before anything is recorded', async () => {
  await expect(plan(flight, { ...toHotel, arrival: at('2026-11-09T20:00') })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: expect.stringMatching(/^Leg 2 would end .* before it begins/) as string,
  })
  expect((await journey()).legs).toEqual([])
  // A day is as long as it is: what ends some time that day does not end before it begins.
  await plan({ ...toHotel, arrival: { value: '2026-11-09', zone: 'America/Sao_Paulo', precision: 'day' } })
})

test('whatever is done, a cancelled leg changes no more, and an earlier moment shows the journey as it stood', async () => {
  const step = fc.constantFrom('change', 'report', 'cancel', 'deviate')
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      const [made] = (await plan(flight)).legs
      const leg = made?.leg ?? ''
      let gone: unknown
      for (const [index, what] of steps.entries()) {
        const minute = at(`2026-11-09T12:${10 + index}`, 'Europe/Lisbon')
        const work = {
          change: () => t.call('travel.change', { case: number, leg, reference: `TP ${index}`, reason: 'r' }),
          report: () => t.call('travel.report', { case: number, leg, departed: minute }),
          cancel: () => t.call('travel.cancel', { case: number, leg, reason: 'called off' }),
          deviate: () => t.call('travel.deviate', { case: number, leg, kind: 'late', what: 'w', noticedAt: minute }),
        }[what]
        if (gone === undefined) await work()
        else await expect(work()).rejects.toMatchObject({ code: 'ALREADY_DONE' })
        const now = (await journey()).legs.find((one) => one.number === leg)
        if (gone !== undefined) expect(now).toEqual(gone)
        else if (what === 'cancel') gone = now
      }
      const { head } = await t.call('ledger.head', {})
      const then = await t.call('travel.list', { case: number, asOf: { entries: head.size } })
      expect(then.legs).toEqual((await journey()).legs)
    }),
    { numRuns: 12 },
  )
})

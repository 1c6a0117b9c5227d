import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newCase, testApp, type TestApp } from '../../../../tests/support/app.ts'
import { recordedActions } from '../../../../shared/contract/custody.ts'

let t: TestApp
let number: string
beforeAll(async () => {
  t = testApp()
  number = await newCase(t)
})
afterAll(() => t.end())

const people = fc.constantFrom(null, 'A', 'B', 'C')
const step = fc.record({
  action: fc.constantFrom(...recordedActions),
  from: people,
  to: people,
  place: fc.constantFrom(null, 'Safe 1', 'Safe 2'),
  authority: fc.constantFrom(null, 'Court'),
  sealBefore: fc.constantFrom(null, 'none', 'S-1', 'S-2'),
  sealAfter: fc.constantFrom(null, 'none', 'S-1', 'S-2'),
  reason: fc.constantFrom(null, 'r'),
  outside: fc.boolean(),
  minute: fc.integer({ min: 1, max: 30 }),
})

type Asked = typeof step extends fc.Arbitrary<infer One> ? One : never

test(
  'whatever is asked in whatever order, a chain has one holder, or none once it ended',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const { number: exhibit } = await t.call('item.add', {
          case: number,
          description: 'Knife',
          seal: 'S-1',
          collectedBy: 'A',
          collectedAt: '2026-11-20T09:00:00Z',
        })
        let recorded = 1
        for (const { minute, ...one } of steps) {
          const before = await t.call('custody.show', { exhibit })
          const custodyAt = `2026-11-20T10:${String(minute).padStart(2, '0')}:00Z`
          const asked = await t.call('exhibit.recordCustody', { exhibit, custodyAt, ...one }).catch(() => null)
          const { standing, steps: chain } = await t.call('custody.show', { exhibit })
          if (asked === null) {
            expect(chain).toEqual(before.steps)
            continue
          }
          expect(chain).toHaveLength(++recorded)
          // Nothing follows an end, and no end leaves a holder.
          expect(before.standing.state).not.toBe('ended')
          expect(standing.holder === null).toBe(standing.state === 'ended')
          expect(standing.keeper === null || standing.state === 'out' || standing.state === 'outside').toBe(true)
          // Read by itself: whoever the last one to hand it over named has it.
          const hands = chain.filter(
            (s) => ['collect', 'transfer', 'check-out', 'return', 'store'].includes(s.action) && s.to,
          )
          if (!chain.some(({ action }) => action === 'check-in') && standing.state !== 'ended')
            expect(standing.holder).toBe(hands.at(-1)?.to)
        }
      }),
      {
        numRuns: 25,
        // An end before what is on record already.
        examples: [
          [
            [
              { action: 'store', to: 'A', place: 'Safe 1', minute: 2 },
              { action: 'destroy', authority: 'Court', sealBefore: 'S-1', minute: 1 },
            ].map((one) => ({
              from: null,
              to: null,
              place: null,
              authority: null,
              sealBefore: null,
              sealAfter: null,
              reason: null,
              outside: false,
              ...(one as Pick<Asked, 'action' | 'minute'>),
            })),
          ],
        ],
      },
    )
  },
)

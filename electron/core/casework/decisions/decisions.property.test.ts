import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Decision } from '../../../../shared/contract/decisions.ts'
import { richTextOf } from '../../../../shared/contract/rich-text.ts'
import { newCase, passphrase, testApp, type TestApp } from '../../../../tests/support/app.ts'

let t: TestApp
beforeEach(async () => {
  t = testApp()
  await newCase(t)
})
afterEach(() => t.end())

const ofCase = { case: '2026-001' }
const words = {
  'R. Okafor': passphrase,
  'S. Adeyemi': 'seven lanterns over quiet water',
  'I. Brandt': 'nine copper kettles in the rain',
}
type Name = keyof typeof words
const names = Object.keys(words) as Name[]

const step = fc.record({
  who: fc.constantFrom(...names),
  what: fc.constantFrom('submit', 'again', 'without', 'supersede', 'approve', 'approve', 'return', 'withdraw', 'note'),
  at: fc.nat(3),
  /** Answers what was shown so many entries ago. */
  stale: fc.constantFrom(0, 0, 0, 1, 4),
})
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

/** One decision is answered whatever is drawn. */
const prelude: Step[] = [
  { who: 'R. Okafor', what: 'submit', at: 0, stale: 0 },
  { who: 'S. Adeyemi', what: 'approve', at: 0, stale: 0 },
]

/** What may follow what, of the entries about one decision. */
const after: Record<string, readonly string[]> = {
  waiting: ['approved', 'returned', 'withdrawn'],
  returned: ['waiting', 'decided', 'withdrawn'],
  approved: ['superseded', 'withdrawn'],
  decided: ['superseded', 'withdrawn'],
  superseded: [],
  withdrawn: [],
}

/** What was put forward, without what is worked out when it is read. */
const contentOf = ({ question, options, choice, rationale, facts, decider, seq }: Decision): string =>
  JSON.stringify([question, options, choice, rationale, decider, seq, facts.map(({ ref, hash }) => [ref, hash])])

test('no commands of any members approve one’s own decision, skip a state, or change what stands', async () => {
  const dir = join(t.folder, 'V.holdfast')
  await t.call('member.add', { name: 'S. Adeyemi', roles: ['supervisor'], passphrase: words['S. Adeyemi'] })
  await t.call('member.add', { name: 'I. Brandt', roles: ['investigator'], passphrase: words['I. Brandt'] })
  const list = () => t.call('decision.list', ofCase)
  let written = 0
  const carryOut = async ({ what, at, stale }: Step): Promise<unknown> => {
    const { items, size } = await list()
    const one = items.length === 0 ? undefined : items[at % items.length]
    const about = { ...ofCase, decision: one?.number ?? 'D-99' }
    const put = {
      ...ofCase,
      question: `Question ${++written}`,
      options: ['Do it', 'Leave it'],
      choice: written % 2 === 0 ? 'Do it' : 'Leave it',
      rationale: `Because of ${written}`,
      facts: [{ kind: 'report' as const, ref: 'R-0001' }],
    }
    switch (what) {
      case 'submit':
        return t.call('decision.submit', put)
      case 'again':
        return t.call('decision.submit', { ...put, decision: about.decision })
      case 'without':
        return t.call('decision.submit', { ...put, withoutApproval: 'At once' })
      case 'supersede':
        return t.call('decision.submit', { ...put, supersedes: about.decision })
      case 'approve':
        return t.call('decision.approve', { ...about, shown: size - stale })
      case 'return':
        return t.call('decision.return', { ...about, shown: size - stale, reason: 'Why' })
      case 'withdraw':
        return t.call('decision.withdraw', { ...about, reason: 'No more' })
      case 'note':
      default:
        return t.call('note.save', { ...ofCase, title: `Note ${written}`, body: richTextOf('x') })
    }
  }

  const states = new Map<string, string>()
  const stood = new Map<string, string>()
  let answered = 0
  let at: Name = 'R. Okafor'
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 7, maxLength: 11 }), async (steps) => {
      for (const one of [...prelude, ...steps]) {
        if (at !== one.who) await t.call('vault.unlock', { dir, passphrase: words[one.who] })
        at = one.who
        await carryOut(one).catch(() => undefined)
        for (const decision of (await list()).items) {
          const { id, state, answer, decider, earlier } = decision
          const before = states.get(id)
          if (before === undefined) expect(['waiting', 'decided']).toContain(state)
          else if (before !== state) expect(after[before], `${before} → ${state}`).toContain(state)
          states.set(id, state)
          for (const reply of [...earlier.map((revision) => revision.answer), answer]) {
            if (!reply) continue
            answered++
            expect(reply.by).not.toBe(decider)
            expect(reply.by).not.toBe('I. Brandt')
            // What was shown held the decision, and nothing of its answer.
            expect(reply.seen.size).toBeLessThanOrEqual(reply.seq)
          }
          if (state === 'approved' || state === 'decided') {
            const known = stood.get(id)
            if (known === undefined) stood.set(id, contentOf(decision))
          }
          if (stood.has(id)) expect(contentOf(decision)).toBe(stood.get(id))
        }
      }
    }),
    { numRuns: 3 },
  )
  expect(answered).toBeGreaterThan(0)
  await t.call('vault.unlock', { dir, passphrase })
  expect((await t.call('ledger.audit', {})).problems).toEqual([])
}, 180_000)

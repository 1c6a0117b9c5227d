import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newVault, testApp, type TestApp } from '../../../../tests/support/app.ts'
import { aReport } from '../../../../tests/support/builders.ts'

let t: TestApp
let now: number
const start = Date.parse('2026-11-23T11:42:00.000Z')

beforeEach(async () => {
  now = start
  t = testApp({ clock: { now: () => now, zone: 'America/New_York' } })
  await newVault(t)
})
afterEach(() => t.end())

const report = (place: string) =>
  t.call(
    'report.add',
    aReport({ reporter: { name: `Reporter of ${place}` }, place: { name: place }, narrative: `Something at ${place}` }),
  )
const body = (words: string) => ({
  type: 'doc' as const,
  content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }],
})

/** Everything that can be asked as of a moment, about everything there is now; without the moment: as it is live. */
async function everything(asOf?: string | { entries: number }): Promise<unknown> {
  const at = asOf === undefined ? {} : { asOf }
  const settled = <T>(asked: Promise<T>): Promise<T | string> =>
    asked.catch((thrown: unknown) => (thrown as { code: string }).code)
  const plain = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value, (key, inner) => (key === 'stood' ? null : (inner as unknown))))
  const { items: cases } = await t.call('case.list', {})
  const { items: reports } = await t.call('report.list', { disposition: 'all', limit: 1000 })
  const answers: Record<string, unknown> = {
    queue: await settled(t.call('report.list', { ...at, disposition: 'all' })),
    search: await settled(t.call('report.list', { ...at, disposition: 'all', filter: 'lobby' })),
    cases: await settled(t.call('case.list', at)),
  }
  for (const { number } of reports) {
    answers[number] = [
      await settled(t.call('report.get', { report: number, ...at })),
      await settled(t.call('involvement.list', { report: number, ...at })),
    ]
  }
  for (const { id } of cases) {
    const about = { case: id, ...at }
    answers[id] = [
      await settled(t.call('case.get', about)),
      await settled(t.call('case.timeline', about)),
      await settled(t.call('case.history', about)),
      await settled(t.call('exhibit.list', about)),
      await settled(t.call('note.list', about)),
      await settled(t.call('involvement.list', about)),
    ]
  }
  return plain(answers)
}

test('every question gets the answer that it got then: for random histories and every moment of them', async () => {
  const file = join(t.folder, 'a.txt')
  writeFileSync(file, 'evidence')
  const step = fc.record({ what: fc.nat(13), which: fc.nat(20), place: fc.constantFrom('Lobby', 'Garage', 'Roof') })
  const then: { entries: number; at: string; answers: Record<string, unknown> }[] = []
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 10 }), async (steps) => {
      for (const { what, which, place } of steps) {
        now += 60_000
        const { items: reports } = await t.call('report.list', { limit: 1000 })
        const { items: cases } = await t.call('case.list', {})
        const open = reports[which % Math.max(1, reports.length)]?.number ?? 'R-0'
        const one = cases[which % Math.max(1, cases.length)]?.number ?? '2026-000'
        const { items: all } = await t.call('report.list', { disposition: 'all', limit: 1000 })
        const any = all[which % Math.max(1, all.length)]?.number ?? 'R-0'
        const { items: people } = await t.call('subject.list', {})
        const whoever = people[which % Math.max(1, people.length)]?.number ?? 'S-0'
        const another = `S-${1 + (which % 4)}`
        const severity = { level: 'high' as const, reason: `Graded ${which}` }
        const work = [
          () => report(place),
          () => report(place),
          () => t.call('report.promote', { report: open, title: `About ${place}`, owner: 'R. Okafor' }),
          () => t.call('report.merge', { report: open, into: one, reason: 'same' }),
          () => t.call('report.decline', { report: open, reason: 'nothing in it' }),
          () => t.call('report.setSeverity', { report: open, severity }),
          () => t.call('case.change', { case: one, title: `Title ${which}`, status: 'investigating' }),
          () => t.call('note.save', { case: one, title: place, body: body(place) }),
          () => t.call('exhibit.add', { case: one, files: [file], collectedAt: '2026-11-23T06:42:00-05:00' }),
          () => t.call('subject.add', { kind: 'person', name: `Person ${which}` }),
          () => t.call('involvement.record', { subject: whoever, report: any, role: 'seen', confidence: 'moderate' }),
          () => t.call('involvement.record', { subject: whoever, case: one, role: 'subject' }),
          () => t.call('subject.merge', { subject: whoever, into: another, reason: 'same' }),
          () => t.call('subject.unmerge', { subject: another, reason: 'not the same' }),
        ][what]
        await work?.().catch(() => undefined)
        const { size } = (await t.call('ledger.head', {})).head
        then.push({
          entries: size,
          at: new Date(now).toISOString(),
          answers: (await everything()) as Record<string, unknown>,
        })
      }
    }),
    { numRuns: 3 },
  )
  for (const moment of then) {
    for (const asOf of [moment.at, { entries: moment.entries }]) {
      const past = (await everything(asOf)) as Record<string, unknown>
      for (const [question, answer] of Object.entries(moment.answers)) expect(past[question]).toEqual(answer)
      // What was not there yet is not there then.
      for (const [question, answer] of Object.entries(past)) {
        if (question in moment.answers) continue
        for (const one of Array.isArray(answer) ? answer : [answer]) expect(one).toBe('NOT_FOUND')
      }
    }
  }
}, 120_000)

describe('a moment', () => {
  test('says how many entries it shows, and the root that a head then would have had', async () => {
    await report('Lobby')
    const { head } = await t.call('ledger.head', {})
    now += 60_000
    await report('Garage')
    const { stood } = await t.call('report.list', { asOf: new Date(now - 1).toISOString() })
    expect(stood).toEqual({ entries: head.size, total: head.size + 1, at: head.at, root: head.root })
    expect((await t.call('report.list', {})).stood).toBeNull()
  })

  test('before the vault was made is refused in words; one to come shows it as it is', async () => {
    await expect(t.call('report.list', { asOf: '2020-01-01T00:00:00Z' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringContaining('did not exist') as string,
    })
    await report('Lobby')
    expect((await t.call('report.list', { asOf: '2099-01-01T00:00:00+01:00' })).items).toHaveLength(1)
  })

  test('is found where the clock was turned back: all that stands before the first later time counts', async () => {
    await report('A') // 11:42
    now += 3_600_000
    await report('B') // 12:42
    now -= 1_800_000
    await report('C') // 12:12, after the clock went back
    now += 3_600_000
    await report('D') // 13:12
    const shown = async (at: string) =>
      (await t.call('report.list', { asOf: at, order: 'newest' })).items
        .map(({ place }) => place ?? '')
        .sort((a, b) => (a < b ? -1 : 1))
    expect(await shown('2026-11-23T11:50:00Z')).toEqual(['A'])
    expect(await shown('2026-11-23T12:20:00Z')).toEqual(['A'])
    expect(await shown('2026-11-23T12:50:00Z')).toEqual(['A', 'B', 'C'])
    expect(await shown('2026-11-23T14:00:00Z')).toEqual(['A', 'B', 'C', 'D'])
  })

  test('is judged by what a member may see today, and nothing of it is left when the vault is locked', async () => {
    await report('Lobby')
    await t.call('member.add', { name: 'A', roles: ['auditor'], passphrase: 'seven lanterns over quiet water' })
    await t.call('vault.unlock', { dir: join(t.folder, 'V.holdfast'), passphrase: 'seven lanterns over quiet water' })
    await expect(t.call('report.list', { asOf: new Date(now).toISOString() })).rejects.toMatchObject({
      code: 'NOT_ALLOWED',
    })
  })
})

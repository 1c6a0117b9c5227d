import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Input } from '../../../../shared/contract/contract.ts'
import { newVault, testApp, type TestApp } from '../../../../tests/support/app.ts'

let t: TestApp
beforeEach(async () => {
  t = testApp()
  await newVault(t)
})
afterEach(() => t.end())

const report = async (more: Partial<Input<'report.add'>> = {}): Promise<string> =>
  (
    await t.call('report.add', {
      channel: 'phone',
      receivedAt: '2026-11-23T06:42:00-05:00',
      reporter: null,
      category: 'threat',
      narrative: 'Somebody waited.',
      ...more,
    })
  ).report
const openCase = async (ref: string, title = 'T'): Promise<string> =>
  (await t.call('report.promote', { report: ref, title, owner: 'R. Okafor' })).case
const person = async (name: string, more: Partial<Input<'subject.add'>> = {}): Promise<string> =>
  (await t.call('subject.add', { kind: 'person', name, ...more })).subject
const involve = (
  subject: string,
  where: { case: string } | { report: string },
  role: Input<'involvement.record'>['role'],
) => t.call('involvement.record', { subject, ...where, role })

describe('a subject', () => {
  test('keeps its names and identifiers with their reasons, and the old value beside the new', async () => {
    const number = await person('Owen Pryce', {
      details: { employment: 'Calibration, until 30 Oct 2026' },
      aliases: [{ name: 'gaugeface', confidence: 'low', basis: 'Same turn of phrase' }],
      identifiers: [{ type: 'badge', value: '20418' }],
    })
    expect(number).toBe('S-0001')
    await t.call('subject.change', { subject: number, name: 'Owen R. Pryce', details: { contact: 'none known' } })
    await expect(t.call('subject.change', { subject: number, details: { make: 'Ford' } })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('make') as string,
    })
    const { aliases, identifiers } = await t.call('subject.get', { subject: '1' })
    await t.call('subject.withdraw', {
      subject: number,
      what: aliases[0]?.id ?? '',
      reason: 'Another person writes so',
    })
    await t.call('subject.withdraw', { subject: number, what: identifiers[0]?.id ?? '', reason: 'Misread' })
    const after = await t.call('subject.get', { subject: number })
    expect(after).toMatchObject({
      name: 'Owen R. Pryce',
      details: { employment: 'Calibration, until 30 Oct 2026', contact: 'none known' },
      aliases: [
        { name: 'gaugeface', confidence: 'low', withdrawn: { by: 'R. Okafor', reason: 'Another person writes so' } },
      ],
      identifiers: [{ value: '20418', withdrawn: { reason: 'Misread' } }],
    })
    const { rows } = await t.call('subject.history', { subject: number })
    expect(rows.flatMap(({ changes }) => changes)).toContainEqual({
      field: 'name',
      from: 'Owen Pryce',
      to: 'Owen R. Pryce',
    })
    expect(rows.flatMap(({ changes }) => changes)).toContainEqual({
      field: 'alias',
      from: 'gaugeface (low: Same turn of phrase)',
      to: null,
    })
    expect((await t.call('subject.seen', { text: 'gaugeface' })).subjects).toEqual([])
  })

  test('is involved in a report and in a case, with a role and times; ended, corrected, withdrawn by further entries', async () => {
    const number = await person('Owen Pryce')
    const first = await report()
    const from = { value: '2026-11-06', zone: 'America/New_York', precision: 'day' as const }
    const { involvement } = await t.call('involvement.record', {
      subject: number,
      report: first,
      role: 'mentioned',
      from,
    })
    const ofCase = await openCase(first)
    await involve(number, { case: ofCase }, 'subject')
    await expect(involve(number, { case: ofCase }, 'subject')).rejects.toMatchObject({ code: 'ALREADY_DONE' })
    await expect(
      t.call('involvement.change', { involvement, to: { ...from, value: '2026-11-05' }, reason: 'x' }),
    ).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    await t.call('involvement.change', {
      involvement,
      to: { ...from, value: '2026-11-16' },
      reason: 'Van seen no more',
    })
    const { items } = await t.call('involvement.list', { case: ofCase })
    expect(items.map(({ role, matter }) => [role, matter.number])).toEqual([
      ['mentioned', first],
      ['subject', ofCase],
    ])
    await t.call('involvement.withdraw', { involvement, reason: 'Another van' })
    const shown = (await t.call('involvement.list', { report: first })).items[0]
    expect(shown).toMatchObject({ to: { value: '2026-11-16' }, withdrawn: { reason: 'Another van' } })
    const history = await t.call('case.history', { case: ofCase })
    expect(history.rows.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['involvement.recorded', 'involvement.changed', 'involvement.withdrawn']),
    )
  })

  test('is shown by an exhibit, named by its number', async () => {
    const ofCase = await openCase(await report())
    const file = join(t.folder, 'still.txt')
    writeFileSync(file, 'A still')
    const [exhibit] = await t.call('exhibit.add', { case: ofCase, files: [file] })
    const number = await person('Unknown man in a yellow vest')
    await t.call('subject.photo', { subject: number, exhibit: exhibit?.number ?? '' })
    await expect(t.call('subject.photo', { subject: number, exhibit: `${ofCase}-E99` })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    const { photos } = await t.call('subject.get', { subject: number })
    expect(photos).toMatchObject([{ exhibit: exhibit?.number, caseNumber: ofCase, withdrawn: null }])
    await t.call('subject.withdraw', { subject: number, what: photos[0]?.id ?? '', reason: 'Somebody else' })
    expect((await t.call('subject.get', { subject: number })).photos[0]?.withdrawn?.reason).toBe('Somebody else')
  })
})

test('prior reports name who is shared and how sure it is; who works on a case links nothing', async () => {
  const declined = await report({ narrative: 'He was outside the gate again.' })
  const number = await person('Owen Pryce')
  const counsel = await person('A. Counsel')
  await t.call('involvement.record', { subject: number, report: declined, role: 'subject', confidence: 'moderate' })
  await involve(counsel, { report: declined }, 'attorney')
  await t.call('report.decline', { report: declined, reason: 'Nothing in it' })
  const ofCase = await openCase(await report())
  await involve(counsel, { case: ofCase }, 'attorney')
  const priorOf = async () =>
    (await t.call('case.get', { case: ofCase })).answers.find(({ question }) => question === 'prior')
  expect((await priorOf())?.answer).not.toContain(declined)
  await involve(number, { case: ofCase }, 'target')
  expect(await priorOf()).toMatchObject({
    answer: expect.stringContaining(
      `${declined} (declined): the same Owen Pryce, S-0001, confidence moderate`,
    ) as string,
    proof: { tab: 'people' },
  })
  const knew = (await t.call('case.get', { case: ofCase })).answers.find(({ question }) => question === 'knew')
  expect(knew?.answer).toContain('Owen Pryce (target)')
})

describe('when a case is destroyed', () => {
  const second = 'seven lanterns over quiet water'
  test('its involvements and photos go, the people stay; and tables projected anew are the same', async () => {
    const first = await report({
      narrative: 'Van KVR 4471 at the gate.',
      reporter: { name: 'W. Tolland', contact: '+1 555 0147' },
      place: { name: 'North gate' },
    })
    const number = await person('Owen Pryce', { identifiers: [{ type: 'plate', value: 'KVR-4471' }] })
    await involve(number, { report: first }, 'subject')
    const ofCase = await openCase(first)
    await involve(number, { case: ofCase }, 'subject')
    const other = await report({ narrative: 'Another matter.' })
    await involve(number, { report: other }, 'mentioned')
    expect((await t.call('subject.seen', { text: 'kvr4471' })).reports).toHaveLength(1)

    await t.call('member.add', { name: 'S. Two', roles: ['supervisor'], passphrase: second })
    const { order } = await t.call('destruction.order', { case: ofCase, authority: 'Schedule 4', reason: 'Time is up' })
    await t.call('vault.unlock', { dir: join(t.folder, 'V.holdfast'), passphrase: second })
    await t.call('destruction.approve', { order })

    const { involvements } = await t.call('subject.get', { subject: number })
    expect(involvements.map(({ matter }) => matter.number)).toEqual([other])
    for (const text of ['kvr4471', 'W. Tolland', 'North gate', '555 0147'])
      expect((await t.call('subject.seen', { text })).reports).toEqual([])
    await expect(involve(number, { case: ofCase }, 'witness')).rejects.toMatchObject({ code: 'ALREADY_DONE' })
    await expect(involve(number, { report: first }, 'witness')).rejects.toMatchObject({ code: 'ALREADY_DONE' })
    expect((await t.call('subject.history', { subject: number })).rows.map(({ type }) => type)).toEqual([
      'involvement.recorded',
      'subject.identified',
      'subject.added',
    ])
    expect((await t.call('ledger.audit', {})).problems).toEqual([])
  })
})

describe('merging', () => {
  const names = ['A', 'B', 'C', 'D', 'E']
  type Step = { what: 'merge' | 'unmerge' | 'involve' | 'alias'; a: number; b: number }
  const step: fc.Arbitrary<Step> = fc.record({
    what: fc.constantFrom('merge', 'merge', 'unmerge', 'involve', 'alias'),
    a: fc.nat(4),
    b: fc.nat(4),
  })

  /** What is on record of each of the five, without what merging says. */
  const own = async (numbers: string[]) => {
    const all = []
    for (const subject of numbers) {
      const detail = await t.call('subject.get', { subject })
      const mine = <T extends { of?: { number: string }; subject?: { number: string } }>(items: T[]): T[] =>
        items.filter((item) => (item.of ?? item.subject)?.number === subject)
      all.push({
        name: detail.name,
        aliases: mine(detail.aliases).map(({ id, name }) => ({ id, name })),
        involvements: mine(detail.involvements).map(({ id, role }) => ({ id, role })),
      })
    }
    return all
  }

  test('whatever is merged and taken apart: nothing is lost, nothing moves, no circle; all taken apart: as without', async () => {
    let round = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        const tag = `${(round += 1)}`
        const numbers: string[] = []
        for (const name of names) numbers.push(await person(`${name} ${tag}`))
        const where = await report({ narrative: `Round ${tag}` })
        const into = new Map<number, number>()
        const given = names.map(() => ({ aliases: [] as string[], involvements: 0 }))
        const rootOf = (at: number): number => {
          const next = into.get(at)
          return next === undefined ? at : rootOf(next)
        }
        for (const [at, { what, a, b }] of steps.entries()) {
          const one = numbers[a] ?? ''
          const two = numbers[b] ?? ''
          const refused = async (call: Promise<unknown>): Promise<boolean> =>
            call.then(
              () => false,
              () => true,
            )
          if (what === 'merge') {
            const may = a !== b && !into.has(a) && !into.has(b)
            expect(await refused(t.call('subject.merge', { subject: one, into: two, reason: 'same' }))).toBe(!may)
            if (may) into.set(a, b)
          } else if (what === 'unmerge') {
            expect(await refused(t.call('subject.unmerge', { subject: one, reason: 'not the same' }))).toBe(
              !into.delete(a),
            )
          } else if (what === 'alias') {
            await t.call('subject.alias', { subject: one, name: `alias ${at}`, confidence: 'low', basis: 'x' })
            given[a]?.aliases.push(`alias ${at}`)
          } else {
            const from = { value: String(2000 + at), zone: 'UTC', precision: 'year' as const }
            await t.call('involvement.record', { subject: one, report: where, role: 'seen', from })
            const mine = given[a]
            if (mine) mine.involvements += 1
          }
          // Each kept one shows all that is recorded of those under it, and no other does.
          for (const [root, number] of numbers.entries()) {
            if (rootOf(root) !== root) continue
            const detail = await t.call('subject.get', { subject: number })
            const under = names.map((_, index) => index).filter((index) => rootOf(index) === root)
            expect(detail.aliases.map(({ name }) => name).sort()).toEqual(
              under.flatMap((index) => given[index]?.aliases ?? []).sort(),
            )
            expect(detail.involvements).toHaveLength(
              under.reduce((sum, index) => sum + (given[index]?.involvements ?? 0), 0),
            )
          }
        }
        const before = await own(numbers)
        while (into.size > 0) {
          for (const at of into.keys()) {
            await t.call('subject.unmerge', { subject: numbers[at] ?? '', reason: 'taken apart' })
            into.delete(at)
          }
        }
        expect(await own(numbers)).toEqual(before)
        for (const [at, number] of numbers.entries()) {
          const detail = await t.call('subject.get', { subject: number })
          expect([detail.parts, detail.mergedInto]).toEqual([[], null])
          expect(detail.aliases.map(({ name }) => name)).toEqual(given[at]?.aliases)
          expect(detail.involvements).toHaveLength(given[at]?.involvements ?? 0)
        }
      }),
      { numRuns: 15 },
    )
    expect((await t.call('ledger.audit', {})).problems).toEqual([])
  }, 120_000)

  test('only within one kind, and the list shows the kept one with all its names', async () => {
    const [a, b] = [await person('Owen Pryce'), await person('Gauge Face')]
    const { subject: van } = await t.call('subject.add', { kind: 'vehicle', name: 'White van' })
    await expect(t.call('subject.merge', { subject: van, into: a, reason: 'x' })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
    await t.call('subject.alias', { subject: b, name: 'gaugeface88', confidence: 'moderate', basis: 'Forum' })
    await t.call('subject.merge', { subject: b, into: a, reason: 'Same handwriting' })
    const { items, counts } = await t.call('subject.list', { kind: 'person' })
    expect(items).toMatchObject([{ number: a, also: ['gaugeface88'] }])
    expect(counts).toMatchObject({ person: 1, vehicle: 1 })
    expect((await t.call('subject.list', { filter: 'gauge face' })).items).toMatchObject([{ number: a }])
    expect((await t.call('subject.seen', { text: 'gaugeface88' })).subjects).toMatchObject([
      { number: a, why: `alias “gaugeface88”, confidence moderate, recorded as ${b} Gauge Face` },
    ])
  })
})

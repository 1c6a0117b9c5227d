import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Output } from '../../shared/contract/contract.ts'
import { newVault, testApp, type TestApp } from '../../tests/support/app.ts'

const make = (t: TestApp): Promise<Output<'vault.createSample'>> =>
  t.call('vault.createSample', { dir: join(t.folder, 'S.holdfast') })
const countOf = <K extends string>(rows: readonly Record<K, string>[], field: K): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(rows, (row) => row[field])].map(([value, some]) => [value, some.length]))

describe('the sample, on a day after it', () => {
  const now = Date.parse('2026-11-26T09:00:00-05:00')
  let t: TestApp
  let of: { case: string }
  let sample: Output<'vault.createSample'>
  beforeAll(async () => {
    t = testApp({ clock: { now: () => now, zone: 'America/New_York' } })
    sample = await make(t)
    of = { case: sample.case }
  })
  afterAll(() => t.end())

  test('answers all six questions, and nothing in it was tampered with', async () => {
    const { answers } = await t.call('case.get', of)
    expect(answers.filter(({ open }) => open)).toEqual([])
    const audit = await t.call('ledger.audit', {})
    expect(audit).toMatchObject({ ok: true, problems: [] })
    const turned = (await t.call('ledger.list', { limit: 200 })).rows.filter(({ type }) => type.startsWith('clock.'))
    expect(turned).toEqual([])
  })

  test('has something to show in each room', async () => {
    const tasks = (await t.call('task.list', of)).items
    expect(countOf(tasks, 'state')).toMatchObject({ done: 12, 'not-applicable': 2 })
    expect(tasks.some(({ state, due }) => state === 'open' && due !== null && Date.parse(due) < now)).toBe(true)
    expect(tasks.some(({ waiting }) => waiting)).toBe(true)
    expect(tasks.find(({ mandatory, state }) => mandatory && state === 'not-applicable')?.settled).toMatchObject({
      by: 'Tomas Wieland',
    })
    const decisions = (await t.call('decision.list', of)).items
    expect(decisions.map(({ state }) => state)).toEqual(['approved', 'approved', 'approved', 'returned', 'waiting'])
    expect(decisions.find(({ earlier }) => earlier.length > 0)?.earlier[0]?.answer?.kind).toBe('returned')
    expect(decisions.flatMap(({ facts }) => facts.map(({ kind }) => kind))).toEqual(
      expect.arrayContaining(['report', 'exhibit', 'note', 'decision', 'task']),
    )
    const assessments = (await t.call('assessment.list', of)).items
    expect(assessments.map(({ level }) => level)).toEqual(['moderate', 'high', 'moderate'])
    expect(new Set(assessments.map(({ assessedAt }) => assessedAt.slice(0, 10))).size).toBe(3)
    const { items: communications } = await t.call('communication.list', of)
    expect(new Set(communications.map(({ channel }) => channel)).size).toBeGreaterThan(3)
    expect(communications.some(({ struck }) => struck)).toBe(true)
    expect(communications.some(({ late }) => late)).toBe(true)
    const { legs, advisories } = await t.call('travel.list', of)
    expect(legs.flatMap(({ deviations }) => deviations.map(({ settled }) => settled !== null))).toEqual([true, false])
    expect(legs.some(({ cancelled }) => cancelled !== null)).toBe(true)
    expect(advisories).toHaveLength(1)
    const { items: queue } = await t.call('report.list', { disposition: 'open' })
    expect(queue.length).toBeGreaterThan(5)
  })

  test('has one case that is closed with findings and a residual risk, approved by another', async () => {
    const { items } = await t.call('case.list', { which: 'closed' })
    const [closed] = items
    const closure = await t.call('closure.get', { case: closed?.number ?? '' })
    expect(closure.allegations.map(({ finding }) => finding?.finding)).toEqual(['substantiated', 'not-substantiated'])
    expect(closure.residual).toMatchObject({ level: 'low' })
    expect(closure.request).toMatchObject({ state: 'approved', answer: { by: 'Tomas Wieland' } })
    expect(closure.duties.filter(({ due }) => due !== null)).toHaveLength(3)
    await expect(t.call('case.change', { case: closed?.number ?? '', title: 'Other' })).rejects.toMatchObject({
      code: 'CASE_CLOSED',
    })
  })

  test('can be looked at as it stood, and by each of its members', async () => {
    const then = await t.call('decision.list', { ...of, asOf: '2026-11-14T12:00:00-05:00' })
    expect(then.items.map(({ state }) => state)).toEqual(['approved', 'returned'])
    const second = sample.members.find(({ name }) => name === 'Tomas Wieland')
    await t.call('vault.unlock', { dir: sample.dir, passphrase: second?.passphrase ?? '' })
    expect((await t.call('decision.waiting', {})).items).toMatchObject([{ number: 'D-05' }])
  })
})

test('where the clock stands before the story, everything is recorded at the clock’s own time', async () => {
  const now = Date.parse('2026-03-01T09:00:00Z')
  const t = testApp({ clock: { now: () => now, zone: 'UTC' } })
  onTestFinished(() => t.end())
  await make(t)
  const { rows } = await t.call('ledger.list', { limit: 200 })
  expect(new Set(rows.map(({ at }) => at))).toEqual(new Set(['2026-03-01T09:00:00.000Z']))
  expect((await t.call('ledger.audit', {})).ok).toBe(true)
})

test('its keys are new each time, and cheap to derive in it alone', async () => {
  const t = testApp({ kdf: undefined })
  onTestFinished(() => t.end())
  const made = []
  for (const name of ['A.holdfast', 'B.holdfast']) {
    const { dir } = await t.call('vault.createSample', { dir: join(t.folder, name) })
    const header = JSON.parse(await readFile(join(dir, 'vault.json'), 'utf8')) as {
      id: string
      slots: { kdf: object }[]
    }
    const { rootFingerprint } = await t.call('vault.info', {})
    made.push({ rootFingerprint, id: header.id })
    expect(header.slots).toHaveLength(3)
    for (const { kdf } of header.slots) expect(kdf).toMatchObject({ memoryKiB: 65_536, passes: 3, lanes: 1 })
  }
  expect(made[0]?.id).not.toBe(made[1]?.id)
  expect(made[0]?.rootFingerprint).not.toBe(made[1]?.rootFingerprint)
  const { dir } = await newVault(t)
  const own = JSON.parse(await readFile(join(dir, 'vault.json'), 'utf8')) as { slots: { kdf: object }[] }
  expect(own.slots[0]?.kdf).toMatchObject({ memoryKiB: 262_144 })
})

test('making it says how far it is, and can be stopped', async () => {
  const t = testApp()
  onTestFinished(() => t.end())
  const stop = new AbortController()
  const stages = new Set<string>()
  const progress = ({ stage, done }: { stage: string; done: number }): void => {
    stages.add(stage)
    if (done === 20) stop.abort()
  }
  const dir = join(t.folder, 'S.holdfast')
  await expect(t.call('vault.createSample', { dir }, { signal: stop.signal, progress })).rejects.toMatchObject({
    code: 'CANCELLED',
  })
  expect([...stages]).toEqual(['Making the sample'])
  expect((await t.call('app.state', {})).open).toBeNull()
})

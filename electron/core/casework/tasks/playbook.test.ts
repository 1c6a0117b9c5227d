import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { categories } from '../../../../shared/contract/intake.ts'
import { Playbook } from '../../../../shared/contract/playbooks.ts'
import type { TaskRow } from '../../../../shared/contract/tasks.ts'
import { newVault, testApp, type TestApp } from '../../../../tests/support/app.ts'
import { aReport } from '../../../../tests/support/builders.ts'

let t: TestApp
let now = Date.parse('2026-11-23T12:00:00Z')
beforeEach(async () => {
  t = testApp({ clock: { now: () => now, zone: 'America/New_York' } })
  await newVault(t)
})
afterEach(() => t.end())

const promote = async (playbook?: string): Promise<string> => {
  const { report } = await t.call('report.add', aReport())
  return (await t.call('report.promote', { report, title: 'T', owner: 'R. Okafor', playbook })).case
}
const tasks = async (ref: string): Promise<TaskRow[]> => (await t.call('task.list', { case: ref })).items
const keys = readdirSync(join(import.meta.dirname, '../../../../resources/playbooks')).map((name) => name.slice(0, -5))
const bodyOf = async (key: string): Promise<Playbook> =>
  Playbook.parse((await t.call('template.get', { kind: 'playbook', key })).body)

test('there is one for each category of work, and each preserves, tells and decides', async () => {
  expect(keys.sort()).toEqual([...categories].sort())
  for (const key of keys) {
    const { category, tasks: list } = await bodyOf(key)
    expect(category).toBe(key)
    for (const type of ['preserve', 'tell', 'decide'] as const)
      expect([key, type, list.some((task) => task.type === type)]).toEqual([key, type, true])
    expect([key, list.filter(({ mandatory }) => mandatory).length >= 4]).toEqual([key, true])
    // What must be decided or preserved says what came of it.
    expect(list.filter(({ type, results }) => type !== 'task' && results.length === 0)).toEqual([])
  }
})

test('promoting with a playbook brings its tasks whole, due from the promotion on, and says which version it was', async () => {
  const ref = await promote('threat')
  const { tasks: wanted } = await bodyOf('threat')
  const made = await tasks(ref)
  expect(made.map(({ title, mandatory, type }) => ({ title, mandatory, type }))).toEqual(
    wanted.map(({ title, mandatory, type }) => ({ title, mandatory, type })),
  )
  const danger = made.find(({ playbook }) => playbook?.task === 'decide-danger')
  expect(danger).toMatchObject({
    due: new Date(now + 15 * 60_000).toISOString(),
    assignee: { name: 'R. Okafor' },
    playbook: { key: 'threat', version: 0 },
  })
  expect(made.find(({ playbook }) => playbook?.task === 'tell-emergency')).toMatchObject({
    waiting: true,
    dependsOn: [{ number: danger?.number }],
  })
  // Both entries of one act: with the case, or not at all.
  await expect(promote('nowhere')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect((await t.call('case.list', {})).items).toHaveLength(1)
  const { rows } = await t.call('case.history', { case: ref })
  expect(rows[0]).toMatchObject({
    type: 'playbook.applied',
    summary: `Playbook “Threat”, version 0: ${wanted.length} tasks added, 0 there already`,
    decision: true,
  })
})

test('what is due after another task has its time when that one is done', async () => {
  const ref = await promote('threat')
  const of = async (key: string) => (await tasks(ref)).find(({ playbook }) => playbook?.task === key)
  const before = await of('decide-measures')
  expect(await of('review-measures')).toMatchObject({ due: null, dueAfter: { number: before?.number } })
  for (const key of ['decide-danger', 'decide-measures']) {
    now += 3_600_000
    const task = await of(key)
    const results = Object.fromEntries((task?.results ?? []).map(({ name }) => [name, 'x']))
    await t.call('task.complete', { task: task?.id ?? '', results })
  }
  expect(await of('review-measures')).toMatchObject({
    due: new Date(now + 14 * 24 * 3_600_000).toISOString(),
    dueAfter: null,
  })
})

test('the history tells how long after another task one falls due in days, hours or minutes', async () => {
  const { rows } = await t.call('case.history', { case: await promote('stalking') })
  const told = rows.flatMap(({ changes }) => changes.flatMap(({ field, to }) => (field === 'falls due' ? [to] : [])))
  expect(told.some((words) => /^7 d after 2026-001-T\d+$/.test(words ?? ''))).toBe(true)
  expect(told.join()).not.toMatch(/\d{4,} min/)
})

test('another category adds what is missing; what is there stays, and what is left over is offered, never removed', async () => {
  const ref = await promote('threat')
  const before = await tasks(ref)
  const preview = await t.call('playbook.preview', { case: ref, playbook: 'online-threat' })
  await t.call('case.change', {
    case: ref,
    category: 'online-threat',
    playbook: 'online-threat',
    reason: 'it was a post',
  })
  const after = await tasks(ref)
  expect(after.slice(0, before.length)).toEqual(before)
  expect(after.slice(before.length).map(({ title }) => title)).toEqual(preview.next?.add.map(({ title }) => title))
  const now2 = await t.call('playbook.preview', { case: ref })
  expect(now2).toMatchObject({ category: 'online-threat', applied: { key: 'online-threat', version: 0 } })
  expect(now2.next?.add).toEqual([])
  expect(now2.next?.leftOver).toEqual(preview.next?.leftOver)
  const left = before.filter(({ number }) => preview.next?.leftOver.includes(number))
  expect(left.map(({ playbook }) => playbook?.task)).toContain('tell-counsel')
  expect((await t.call('case.history', { case: ref })).rows.find(({ type }) => type === 'case.changed')).toMatchObject({
    changes: [{ field: 'category', from: 'threat', to: 'online-threat' }],
  })
})

test('a team’s own version is the one that is applied from then on', async () => {
  const body = await bodyOf('theft')
  const own = { ...body, tasks: [...body.tasks, { key: 'tell-owner', title: 'Tell the owner', type: 'tell' as const }] }
  await t.call('template.save', { kind: 'playbook', key: 'theft', base: 0, body: own, reason: 'asked for by the desk' })
  const ref = await promote('theft')
  expect((await tasks(ref)).at(-1)).toMatchObject({ title: 'Tell the owner', playbook: { key: 'theft', version: 1 } })
  const circle = { ...body, tasks: [{ ...body.tasks[0], dependsOn: ['tell-owner'] }] }
  await expect(
    t.call('template.save', { kind: 'playbook', key: 'theft', base: 1, body: circle, reason: 'r' }),
  ).rejects.toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('tasks.0') as string })
})

test('any sequence of playbooks: no task twice, nothing lost, and the last one again adds nothing', async () => {
  const step = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...keys) }, { weight: 1, arbitrary: fc.nat(40) })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      const ref = await promote()
      const expected = new Set<string>()
      for (const one of steps) {
        const before = await tasks(ref)
        if (typeof one === 'number') {
          const task = before[one % Math.max(1, before.length)]
          if (task && !task.mandatory) await t.call('task.waive', { task: task.id, reason: 'r' }).catch(() => undefined)
          continue
        }
        const { added, kept, leftOver } = await t.call('playbook.apply', { case: ref, playbook: one })
        for (const { key } of (await bodyOf(one)).tasks) expected.add(key)
        const after = await tasks(ref)
        const there = after.map(({ playbook }) => playbook?.task ?? '')
        expect([...there].sort()).toEqual([...expected].sort())
        expect(after.slice(0, before.length)).toEqual(before)
        expect(added.length + kept.length).toBe((await bodyOf(one)).tasks.length)
        for (const number of leftOver) expect(after.find((task) => task.number === number)?.state).toBe('open')
        const { size } = (await t.call('ledger.head', {})).head
        expect(await t.call('playbook.apply', { case: ref, playbook: one })).toMatchObject({ added: [] })
        expect((await t.call('ledger.head', {})).head.size).toBe(size)
      }
    }),
    { numRuns: 8 },
  )
  expect((await t.call('ledger.audit', {})).ok).toBe(true)
}, 60_000)

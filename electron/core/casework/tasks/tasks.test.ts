import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { TaskRow } from '../../../../shared/contract/tasks.ts'
import type { Input } from '../../../../shared/contract/contract.ts'
import { openInMemory } from '../../record/vault/store.ts'
import { openMandatory, tasksView } from './index.ts'
import { newCase, passphrase, testApp, type TestApp } from '../../../../tests/support/app.ts'

let t: TestApp
let ref: string
let now = Date.parse('2026-11-23T12:00:00Z')
const first = 'R. Okafor'
beforeEach(async () => {
  now = Date.parse('2026-11-23T12:00:00Z')
  t = testApp({ clock: { now: () => (now += 1000), zone: 'America/New_York' } })
  ref = await newCase(t)
})
afterEach(() => t.end())

const add = async (title: string, more: Partial<Input<'task.add'>> = {}): Promise<string> =>
  (await t.call('task.add', { case: ref, title, ...more })).task
const list = async (): Promise<TaskRow[]> => (await t.call('task.list', { case: ref })).items
const get = async (number: string): Promise<TaskRow | undefined> =>
  (await list()).find((task) => task.number === number)
const done = (task: string, more: Partial<Input<'task.complete'>> = {}) => t.call('task.complete', { task, ...more })
const sato = (roles: ('supervisor' | 'investigator')[] = ['supervisor']) =>
  t.call('member.add', { name: 'M. Sato', roles, passphrase: `${passphrase} sato` })
const as = (words: string) => t.call('vault.unlock', { dir: join(t.folder, 'V.holdfast'), passphrase: words })

describe('a task is done only when it is', () => {
  test('not before what it depends on, and the refusal says what that is', async () => {
    const one = await add('Preserve the footage')
    const two = await add('Watch the footage', { dependsOn: [one] })
    expect([one, two]).toEqual([`${ref}-T01`, `${ref}-T02`])
    expect(await get(two)).toMatchObject({ waiting: true, assignee: { name: first } })
    await expect(done(two)).rejects.toMatchObject({
      code: 'CONFLICT',
      message: `Task ${two} waits for ${one} (Preserve the footage).`,
    })
    await done(one)
    expect(await get(two)).toMatchObject({ waiting: false })
    await done(two)
    await expect(done(two)).rejects.toMatchObject({ code: 'ALREADY_DONE' })
  })

  test('not without its required results; what came of it and the evidence stay on record', async () => {
    const file = join(t.folder, 'a.txt')
    writeFileSync(file, 'evidence')
    await t.call('exhibit.add', { case: ref, files: [file] })
    const task = await add('Call the gate', {
      type: 'tell',
      results: [{ name: 'Told whom' }, { name: 'Remark', required: false }],
    })
    await expect(done(task, { results: { 'Told whom': ' ' } })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: `Task ${task} is not done without “Told whom”.`,
    })
    await expect(done(task, { results: { Other: 'x' } })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    await expect(done(task, { results: { 'Told whom': 'x' }, evidence: ['E09'] })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    await done(task, { result: 'Gate knows.', results: { 'Told whom': 'P. Hale' }, evidence: ['E01'] })
    expect(await get(task)).toMatchObject({
      state: 'done',
      result: 'Gate knows.',
      results: [
        { name: 'Told whom', value: 'P. Hale' },
        { name: 'Remark', value: null },
      ],
      evidence: [`${ref}-E01`],
      settled: { by: first },
    })
    await t.call('task.reopen', { task, reason: 'the shift changed' })
    expect(await get(task)).toMatchObject({ state: 'open', settled: null, result: 'Gate knows.' })
    await expect(t.call('task.reopen', { task, reason: 'again' })).rejects.toMatchObject({ code: 'ALREADY_DONE' })
    const { rows } = await t.call('case.history', { case: ref })
    expect(rows.filter(({ subject }) => subject === rows[0]?.subject).map(({ changes }) => changes)).toEqual([
      [{ field: 'state', from: 'done', to: 'open' }],
      [
        { field: 'state', from: 'open', to: 'done' },
        { field: 'result', from: null, to: 'Gate knows.' },
        { field: 'result: Told whom', from: null, to: 'P. Hale' },
        { field: 'evidence', from: null, to: `${ref}-E01` },
      ],
      expect.arrayContaining([{ field: 'task', from: null, to: 'Call the gate' }]),
    ])
  })
})

test('a change keeps the old value beside the new one, and no tasks wait for each other in a circle', async () => {
  await sato(['investigator'])
  const one = await add('One')
  const two = await add('Two', { dependsOn: [one] })
  const three = await add('Three', { dependsOn: ['T02'] })
  await expect(t.call('task.change', { task: one, dependsOn: [three] })).rejects.toMatchObject({ code: 'CONFLICT' })
  await expect(t.call('task.change', { task: one, dependsOn: [one] })).rejects.toMatchObject({ code: 'CONFLICT' })
  await expect(t.call('task.change', { task: one, assignee: 'Nobody' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const due = '2026-11-24T09:00:00-05:00'
  await t.call('task.change', { task: two, title: 'Second', assignee: 'M. Sato', due, dependsOn: [], reason: 'split' })
  expect(await get(two)).toMatchObject({ title: 'Second', assignee: { name: 'M. Sato' }, due, dependsOn: [] })
  const [row] = (await t.call('case.history', { case: ref })).rows
  expect(row).toMatchObject({ type: 'task.changed', reason: 'split' })
  expect(row?.changes).toEqual(
    expect.arrayContaining([
      { field: 'task', from: 'Two', to: 'Second' },
      { field: 'assignee', from: first, to: 'M. Sato' },
      { field: 'due', from: null, to: due },
      { field: 'depends on', from: one, to: 'none' },
    ]),
  )
  await expect(t.call('task.change', { task: two, title: 'Second' })).rejects.toMatchObject({ code: 'ALREADY_DONE' })
})

test('what is mandatory is let go by another than its assignee, who may approve', async () => {
  const { member } = await sato()
  const own = await add('Tell counsel', { mandatory: true })
  const reason = 'no counsel in this matter'
  const refused = { code: 'NEEDS_ANOTHER_MEMBER' }
  await expect(t.call('task.waive', { task: own, reason })).rejects.toMatchObject(refused)
  await expect(t.call('task.change', { task: own, mandatory: false })).rejects.toMatchObject(refused)
  await t.call('task.waive', { task: await add('Optional'), reason })
  await as(`${passphrase} sato`)
  await t.call('task.waive', { task: own, reason })
  expect(await get(own)).toMatchObject({ state: 'not-applicable', settled: { by: 'M. Sato', reason } })
  await as(passphrase)
  await t.call('member.changeRoles', { member, roles: ['investigator'] })
  const again = await add('Tell counsel again', { mandatory: true })
  await as(`${passphrase} sato`)
  await expect(t.call('task.waive', { task: again, reason })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
})

test('nobody leaves with an open task: it is counted beside their cases, and handed over in the same act', async () => {
  await sato()
  const task = await add('Call the gate', { assignee: 'M. Sato' })
  const settled = await add('Old', { assignee: 'M. Sato' })
  await done(settled)
  const revoke = (handOverTo?: string) => t.call('member.revoke', { member: 'M. Sato', reason: 'moved', handOverTo })
  await expect(revoke()).rejects.toMatchObject({ code: 'CONFLICT', message: 'M. Sato still owns 1 open task.' })
  await t.call('case.change', { case: ref, owner: 'M. Sato' })
  await expect(revoke()).rejects.toMatchObject({ message: 'M. Sato still owns 1 open case and 1 open task.' })
  await revoke(first)
  expect(await get(task)).toMatchObject({ assignee: { name: first } })
  expect(await get(settled)).toMatchObject({ assignee: { name: 'M. Sato' } })
})

test('tasks are shown as they stood, answer what was done, and go with the case when it is destroyed', async () => {
  const task = await add('Call the gate')
  const { head } = await t.call('ledger.head', {})
  await done(task)
  const then = await t.call('task.list', { case: ref, asOf: { entries: head.size } })
  expect(then.items).toMatchObject([{ number: task, state: 'open' }])
  const { answers } = await t.call('case.get', { case: ref })
  expect(answers.find(({ question }) => question === 'actions')).toMatchObject({
    open: false,
    answer: expect.stringContaining('1 of 1 task done') as string,
    proof: { tab: 'tasks' },
  })
  const { events } = await t.call('case.timeline', { case: ref })
  expect(events.filter(({ kind }) => kind === 'task')).toMatchObject([{ text: 'Call the gate', who: first }])
  await sato()
  const { order } = await t.call('destruction.order', { case: ref, authority: 'A', reason: 'R' })
  await as(`${passphrase} sato`)
  await t.call('destruction.approve', { order })
  expect(await list()).toEqual([])
  await expect(add('More')).rejects.toMatchObject({ code: 'ALREADY_DONE' })
  expect((await t.call('ledger.audit', {})).ok).toBe(true)
})

test('what keeps a case from being closed is what is mandatory and open', () => {
  const db = openInMemory()
  for (const definition of Object.values(tasksView.tables)) db.exec(definition)
  for (const [serial, [mandatory, state]] of (
    [
      [1, 'open'],
      [1, 'done'],
      [0, 'open'],
      [1, 'not-applicable'],
    ] as const
  ).entries())
    db.run(
      `insert into task (id, case_id, number, serial, title, type, assignee, assignee_name, depends_on, mandatory, fields,
         state, given, evidence, added_at, seq)
       values (?, 'c', ?, ?, 'T', 'task', 'm', 'M', '[]', ?, '[]', ?, '[]', '[]', '', 1)`,
      String(serial),
      `T0${serial}`,
      serial,
      mandatory,
      state,
    )
  expect(openMandatory(db, 'c')).toEqual([{ id: '0', number: 'T00', title: 'T' }])
  expect(openMandatory(db, 'other')).toEqual([])
})

test('whatever is done in whatever order: nothing is done before what it waits for, and the audit agrees', async () => {
  const step = fc.record({
    what: fc.constantFrom('add', 'depend', 'done', 'reopen', 'waive'),
    at: fc.nat(9),
    other: fc.nat(9),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 25 }), async (steps) => {
      for (const { what, at, other } of steps) {
        const before = await list()
        const task = before[at % Math.max(1, before.length)]
        const on = before[other % Math.max(1, before.length)]
        const work = {
          add: () => add(`Task ${at}`, { dependsOn: on ? [on.number] : [] }),
          depend: () => t.call('task.change', { task: task?.id ?? 'x', dependsOn: [on?.id ?? 'x'] }),
          done: () => done(task?.id ?? 'x'),
          reopen: () => t.call('task.reopen', { task: task?.id ?? 'x', reason: 'r' }),
          waive: () => t.call('task.waive', { task: task?.id ?? 'x', reason: 'r' }),
        }[what]
        const worked = await work?.().then(
          () => true,
          () => false,
        )
        if (what === 'done' && worked) expect(task?.dependsOn.filter(({ state }) => state === 'open')).toEqual([])
        const after = await list()
        // No circle: taking away what waits for nothing, again and again, leaves nothing.
        let left = after
        while (left.length > 0) {
          const next = left.filter(({ dependsOn }) => dependsOn.some(({ id }) => left.some((one) => one.id === id)))
          expect(next.length).toBeLessThan(left.length)
          left = next
        }
      }
    }),
    { numRuns: 5 },
  )
  expect((await t.call('ledger.audit', {})).ok).toBe(true)
}, 60_000)

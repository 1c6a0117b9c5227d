import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Signal } from '../../../../shared/contract/port.ts'
import { newCase, passphrase, testApp, type TestApp } from '../../../../tests/support/app.ts'

let t: TestApp
let ref: string
let now: number
let notices: string[]
const first = 'R. Okafor'
const at = (minutes: number): string => new Date(Date.parse('2026-11-23T12:00:00Z') + minutes * 60_000).toISOString()

beforeEach(async () => {
  now = Date.parse(at(0))
  notices = []
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  t = testApp({
    clock: { now: () => now, zone: 'America/New_York' },
    notify: (title, body) => void notices.push(`${title}: ${body}`),
  })
  ref = await newCase(t)
})
afterEach(async () => {
  await t.end()
  vi.useRealTimers()
})

const sato = () => t.call('member.add', { name: 'M. Sato', roles: ['supervisor'], passphrase: `${passphrase} sato` })
const add = async (title: string, due: string | null, assignee = first): Promise<string> =>
  (await t.call('task.add', { case: ref, title, due, assignee })).task
const pass = async (minutes: number): Promise<void> => {
  now += minutes * 60_000
  await vi.advanceTimersByTimeAsync(30_000)
}

test('what is due is in one list: follow-ups, tasks and approvals, the longest late first, of one or of all', async () => {
  await sato()
  await t.call('case.change', { case: ref, followUpDue: at(30) })
  const late = await add('Call the gate', at(-20))
  await add('Watch the footage', at(60), 'M. Sato')
  await add('No time', null)
  const waiting = await t.call('task.add', { case: ref, title: 'Later', due: at(-5), dependsOn: [late] })
  const all = await t.call('due.list', {})
  expect(all.items.map(({ kind, title, lateBy }) => [kind, title, lateBy])).toEqual([
    ['task', 'Call the gate', 20],
    ['follow-up', 'Follow-up: T', null],
    ['task', 'Watch the footage', null],
    ['task', 'No time', null],
  ])
  expect(all.late).toBe(1)
  expect(all.items.some(({ ref: id }) => id === waiting.id)).toBe(false)
  expect(all.items[0]?.link).toEqual({ case: ref, tab: 'tasks', item: late })
  const hers = await t.call('due.list', { member: 'M. Sato' })
  expect(hers.items.map(({ title }) => title)).toEqual(['Watch the footage'])
})

describe('what is for a day', () => {
  const judged = (reassessOn: string | null, plan: { what: string; who: string; by: string }[] = []) => ({
    case: ref,
    instrument: 'concerning-behaviour',
    about: 'Mr X',
    factors: [],
    gaps: [],
    level: reassessOn === null ? ('none' as const) : ('high' as const),
    rationale: 'r',
    plan,
    reassessOn,
  })
  const listed = async () =>
    (await t.call('due.list', {})).items.map(({ kind, title, day, lateBy, owner }) => [
      kind,
      title,
      day,
      lateBy,
      owner?.name,
    ])

  test('is due on that day where the people are, and late when the day is over', async () => {
    await t.call('assessment.make', judged('2026-12-01', [{ what: 'Call him', who: first, by: '2026-11-30' }]))
    now = Date.parse('2026-12-01T23:59:00-05:00') - 60_000
    expect(await listed()).toEqual([
      ['plan', 'Call him', '2026-11-30', 1439, first],
      ['reassessment', 'Assess again: Mr X', '2026-12-01', null, first],
    ])
    now = Date.parse('2026-12-02T00:00:00-05:00')
    expect((await listed())[1]).toEqual(['reassessment', 'Assess again: Mr X', '2026-12-01', 1, first])
    await t.call('assessment.make', judged(null))
    expect(await listed()).toEqual([])
  })

  test('is called out as the day begins, and once', async () => {
    await t.call('assessment.make', judged('2026-11-24'))
    await pass(0)
    now = Date.parse('2026-11-23T23:50:00-05:00')
    await pass(0)
    expect(notices).toEqual([])
    await pass(20)
    expect(notices).toEqual([`Holdfast: An assessment of case ${ref} is due.`])
    expect((await t.call('due.list', {})).late).toBe(0)
    await pass(24 * 60)
    expect((await t.call('due.list', {})).late).toBe(1)
    expect(notices).toHaveLength(1)
  })

  test('decisions that stand come up for review; a newer one takes it over', async () => {
    const decide = (changes: object) =>
      t.call('decision.submit', {
        case: ref,
        question: 'Ban him?',
        options: ['Yes', 'No'],
        choice: 'Yes',
        rationale: 'r',
        ...changes,
      })
    await decide({ reviewOn: '2026-11-25' })
    expect(await listed()).toEqual([['review', 'Review D-01: Ban him?', '2026-11-25', null, first]])
    expect((await t.call('due.list', {})).items[0]?.link).toEqual({ case: ref, tab: 'decisions', item: 'D-01' })
    await decide({ supersedes: 'D-01' })
    expect(await listed()).toEqual([])
  })
})

test('a closing that waits is in the list of whoever may approve it, and of nobody else', async () => {
  await sato()
  await t.call('case.change', { case: ref, severity: { level: 'low', reason: 'r' } })
  await t.call('closure.conclude', {
    case: ref,
    outcome: 'o',
    actionsTaken: 'a',
    residual: { level: 'low', text: 'l' },
  })
  await t.call('closure.request', { case: ref })
  expect((await t.call('due.list', { member: 'M. Sato' })).items).toMatchObject([
    { kind: 'approval', title: 'Approve the closing: T', link: { case: ref, tab: 'closure' } },
  ])
  expect((await t.call('due.list', { member: first })).items).toEqual([])
})

describe('what falls due is told', () => {
  test('once, within half a minute, to the member whose it is, and without a word of the case', async () => {
    const signals: Signal[] = []
    t.app.onSignal((signal) => void (signal.kind === 'due' && signals.push(signal)))
    await sato()
    await add('He said he would come back', at(10))
    await add('Secret words', at(10), 'M. Sato')
    await pass(0)
    expect(signals).toEqual([{ kind: 'due', late: 0, notices: [] }])
    await pass(9)
    expect(notices).toEqual([])
    await pass(1)
    expect(notices).toEqual([`Holdfast: A task of case ${ref} is due.`])
    expect(signals.at(-1)).toMatchObject({ late: 1, notices: [{ body: `A task of case ${ref} is due.` }] })
    await pass(5)
    expect(notices).toHaveLength(1)
    const [task] = (await t.call('task.list', { case: ref })).items
    await t.call('task.complete', { task: task?.id ?? '' })
    await pass(1)
    expect(signals.at(-1)).toMatchObject({ late: 0, notices: [] })
  })

  test('many at once are one notice; what was late before the vault was opened is counted, not called out', async () => {
    for (const title of ['a', 'b', 'c', 'd']) await add(title, at(10))
    await pass(0)
    await pass(20)
    expect(notices).toEqual(['Holdfast: 4 things are due.'])
    await t.call('vault.lock', {})
    await pass(60)
    await t.call('vault.unlock', { dir: join(t.folder, 'V.holdfast'), passphrase })
    await pass(1)
    expect(notices).toHaveLength(1)
  })

  test('not where this copy of the vault is told to keep quiet', async () => {
    expect(await t.call('due.notices', {})).toEqual({ on: true })
    await t.call('due.setNotices', { on: false })
    await add('a', at(10))
    await pass(0)
    await pass(20)
    expect(notices).toEqual([])
    expect(await t.call('due.notices', {})).toEqual({ on: false })
  })
})

describe('hand-over', () => {
  test('everything that a member has passes in one act, under a note; what was theirs and is settled stays', async () => {
    await sato()
    const task = await add('Call the gate', null)
    await t.call('task.complete', { task: await add('Old', null) })
    const held = await t.call('work.held', {})
    expect(held.items).toEqual([
      { noun: 'case', ref, title: 'T' },
      { noun: 'task', ref: task, title: 'Call the gate' },
    ])
    const before = (await t.call('ledger.head', {})).head.size
    expect(await t.call('work.handOver', { to: 'M. Sato', note: 'Away until Monday.' })).toEqual({
      from: first,
      to: 'M. Sato',
      items: 2,
    })
    const { rows } = await t.call('ledger.list', { limit: 10 })
    expect(rows.filter(({ seq }) => seq >= before).map(({ type }) => type)).toEqual([
      'task.changed',
      'case.changed',
      'work.handed-over',
    ])
    expect(rows.find(({ type }) => type === 'work.handed-over')?.summary).toBe(
      `${first} hands over to M. Sato (2 items): Away until Monday.`,
    )
    expect(await t.call('case.get', { case: ref })).toMatchObject({ owner: 'M. Sato' })
    expect((await t.call('case.history', { case: ref })).rows[0]).toMatchObject({
      reason: 'Handed over: Away until Monday.',
    })
    await expect(t.call('work.handOver', { to: 'M. Sato', note: 'again' })).rejects.toMatchObject({
      code: 'ALREADY_DONE',
    })
    await expect(t.call('work.handOver', { from: 'M. Sato', to: 'M. Sato', note: 'x' })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
    expect((await t.call('ledger.audit', {})).ok).toBe(true)
  })

  test('of another only by one who may approve', async () => {
    await t.call('member.add', { name: 'Ben', roles: ['investigator'], passphrase: `${passphrase} ben` })
    await t.call('vault.unlock', { dir: join(t.folder, 'V.holdfast'), passphrase: `${passphrase} ben` })
    await expect(t.call('work.handOver', { from: first, to: 'Ben', note: 'mine now' })).rejects.toMatchObject({
      code: 'NOT_ALLOWED',
    })
  })
})

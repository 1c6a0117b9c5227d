import { globSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Input } from '../../../../shared/contract/contract.ts'
import { richTextOf } from '../../../../shared/contract/rich-text.ts'
import { newCase, passphrase, testApp, type TestApp } from '../../../../tests/support/app.ts'
import { aReport } from '../../../../tests/support/builders.ts'

const second = 'seven lanterns over quiet water'
const third = 'nine copper kettles in the rain'
let t: TestApp
let dir: string

beforeEach(async () => {
  t = testApp()
  await newCase(t)
  dir = join(t.folder, 'V.holdfast')
})
afterEach(() => t.end())

const as = (words: string): Promise<unknown> => t.call('vault.unlock', { dir, passphrase: words })
const addSupervisor = (name = 'S. Adeyemi', words = second): Promise<unknown> =>
  t.call('member.add', { name, roles: ['supervisor'], passphrase: words })
const asked = (changes: Partial<Input<'decision.submit'>> = {}): Input<'decision.submit'> => ({
  case: '2026-001',
  question: 'Do we close the lobby entrance?',
  options: ['Close it', 'Leave it open'],
  choice: 'Close it',
  rationale: 'He came in there twice.',
  ...changes,
})
const submit = (changes: Partial<Input<'decision.submit'>> = {}) => t.call('decision.submit', asked(changes))
const list = () => t.call('decision.list', { case: '2026-001' })
const about = (decision: string) => ({ case: '2026-001', decision })

describe('a decision is approved by another member', () => {
  test('what the approver had before them is kept, and opens exactly that', async () => {
    await addSupervisor()
    const { number, state } = await submit({ facts: [{ kind: 'report', ref: 'R-0001' }] })
    expect([number, state]).toEqual(['D-01', 'waiting'])
    await as(second)
    const { items, size } = await list()
    expect(items[0]).toMatchObject({ state: 'waiting', own: false, mayAnswer: true, decider: 'R. Okafor' })
    await t.call('decision.approve', { ...about('D-01'), shown: size, remark: 'Until Friday' })
    await t.call('case.change', { case: '2026-001', title: 'Renamed afterwards' })

    const [approved] = (await list()).items
    expect(approved).toMatchObject({ state: 'approved', answer: { by: 'S. Adeyemi', reason: 'Until Friday' } })
    const seen = approved?.answer?.seen
    expect(seen?.size).toBe(size)
    const then = await t.call('case.get', { case: '2026-001', asOf: { entries: size } })
    expect(then.title).toBe('T')
    expect(then.stood?.root).toBe(seen?.root)
    const decisionThen = await t.call('decision.list', { case: '2026-001', asOf: { entries: size } })
    expect(decisionThen.items[0]).toMatchObject({ state: 'waiting', answer: null })
    expect((await t.call('ledger.audit', {})).problems).toEqual([])
  })

  test('not when the case changed after it was shown: the refusal says what changed', async () => {
    await addSupervisor()
    await submit()
    await as(second)
    const { size } = await list()
    await t.call('note.save', { case: '2026-001', title: 'He called again', body: richTextOf('At nine.') })
    const approve = t.call('decision.approve', { ...about('D-01'), shown: size })
    await expect(approve).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('He called again') as string,
    })
    await expect(t.call('decision.return', { ...about('D-01'), shown: size, reason: 'x' })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
    await t.call('decision.approve', { ...about('D-01'), shown: (await list()).size })
    expect((await list()).items[0]?.state).toBe('approved')
  })

  test('what is recorded about another case does not stand in the way', async () => {
    await addSupervisor()
    await submit()
    await as(second)
    const { size } = await list()
    await t.call('report.add', aReport({ category: 'theft', narrative: 'another matter' }))
    expect((await t.call('decision.approve', { ...about('D-01'), shown: size })).state).toBe('approved')
  })

  test('of two that supersede the same only one comes to stand', async () => {
    await addSupervisor()
    await submit({ withoutApproval: 'urgent' })
    await submit({ choice: 'Leave it open', supersedes: 'D-01' })
    await submit({ supersedes: 'D-01' })
    await as(second)
    await t.call('decision.approve', { ...about('D-02'), shown: (await list()).size })
    await expect(t.call('decision.approve', { ...about('D-03'), shown: (await list()).size })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: 'Decision D-03 supersedes D-01, which was superseded by D-02 since.',
    })
    await t.call('decision.return', { ...about('D-03'), shown: (await list()).size, reason: 'It was overtaken' })
    expect((await list()).items.map(({ state }) => state)).toEqual(['superseded', 'approved', 'returned'])
    await as(passphrase)
    await submit({ decision: 'D-03', supersedes: 'D-02' })
    await as(second)
    await t.call('decision.approve', { ...about('D-03'), shown: (await list()).size })
    expect((await list()).items.map(({ state }) => state)).toEqual(['superseded', 'superseded', 'approved'])
  })

  test('a moment before it was put forward, or after the ledger’s end, is no moment at which it was seen', async () => {
    await addSupervisor()
    await submit()
    await as(second)
    const { items, size } = await list()
    for (const shown of [items[0]?.seq ?? 0, size + 1])
      await expect(t.call('decision.approve', { ...about('D-01'), shown })).rejects.toMatchObject({
        code: 'INVALID_INPUT',
      })
  })

  test('never by the decider, and only by the one to whom it was put', async () => {
    await t.call('member.changeRoles', { member: 'R. Okafor', roles: ['administrator', 'supervisor'] }).catch(() => 0)
    await addSupervisor()
    await addSupervisor('T. Third', third)
    await submit({ approver: 'T. Third' })
    await expect(t.call('decision.approve', { ...about('D-01'), shown: (await list()).size })).rejects.toMatchObject({
      code: 'NEEDS_ANOTHER_MEMBER',
    })
    await as(second)
    await expect(t.call('decision.approve', { ...about('D-01'), shown: (await list()).size })).rejects.toMatchObject({
      code: 'NOT_ALLOWED',
    })
    await as(third)
    expect((await t.call('decision.approve', { ...about('D-01'), shown: (await list()).size })).state).toBe('approved')
  })

  test('a returned one says why and can be put forward again as its next revision', async () => {
    await addSupervisor()
    await submit()
    await as(second)
    await t.call('decision.return', { ...about('D-01'), shown: (await list()).size, reason: 'Who guards it?' })
    await as(passphrase)
    expect((await list()).items[0]).toMatchObject({ state: 'returned', answer: { reason: 'Who guards it?' } })
    await submit({ decision: 'D-01', rationale: 'He came in there twice; G. Lind guards it.' })
    const [again] = (await list()).items
    expect(again).toMatchObject({ number: 'D-01', state: 'waiting', revision: 2, answer: null })
    expect(again?.earlier).toMatchObject([{ revision: 1, answer: { kind: 'returned' } }])
  })
})

describe('a decision on record without approval', () => {
  test('says so: nobody else may approve, or a reason why nobody need', async () => {
    expect((await submit()).state).toBe('decided')
    await addSupervisor()
    expect((await submit({ withoutApproval: 'It had to be done at once' })).state).toBe('decided')
    const { items } = await list()
    expect(items.map(({ state, withoutApproval }) => [state, withoutApproval])).toEqual([
      ['decided', 'no other member of this vault may approve'],
      ['decided', 'It had to be done at once'],
    ])
    const { rows } = await t.call('case.history', { case: '2026-001' })
    expect(rows[0]?.summary).toContain('recorded without approval')
    expect(rows[0]?.decision).toBe(true)
  })

  test('can be superseded once the next one stands, and withdrawn with a reason', async () => {
    await submit()
    await addSupervisor()
    await submit({ supersedes: 'D-01', choice: 'Leave it open' })
    expect((await list()).items[0]?.state).toBe('decided')
    await as(second)
    await t.call('decision.approve', { ...about('D-02'), shown: (await list()).size })
    const [old, next] = (await list()).items
    expect(old).toMatchObject({ state: 'superseded', supersededBy: 'D-02', choice: 'Close it' })
    expect(next).toMatchObject({ state: 'approved', supersedes: 'D-01' })
    await t.call('decision.withdraw', { ...about('D-02'), reason: 'He was arrested' })
    expect((await list()).items[1]).toMatchObject({ state: 'withdrawn', withdrawn: { reason: 'He was arrested' } })
    await expect(t.call('decision.withdraw', { ...about('D-01'), reason: 'x' })).rejects.toMatchObject({
      code: 'ALREADY_DONE',
    })
  })
})

test('a fact is pinned by its entry, and says when something was recorded about it since', async () => {
  const { note } = await t.call('note.save', { case: '2026-001', title: 'Call', body: richTextOf('At nine.') })
  await submit({
    facts: [
      { kind: 'note', ref: 'Call' },
      { kind: 'report', ref: 'R-0001' },
    ],
  })
  const [before] = (await list()).items
  expect(before?.facts.map(({ label, changed }) => [label, changed])).toEqual([
    ['“Call”, revision 1', null],
    ['R-0001', null],
  ])
  const pinned = await t.call('ledger.entry', { seq: before?.facts[0]?.seq ?? 0 })
  expect(pinned.row.hash).toBe(before?.facts[0]?.hash)
  await t.call('note.save', { case: '2026-001', note, base: 1, title: 'Call', body: richTextOf('At ten.') })
  const [after] = (await list()).items
  expect(after?.facts[0]?.changed?.summary).toContain('revision 2')
  expect(after?.facts[0]?.hash).toBe(before?.facts[0]?.hash)
  expect(after?.facts[1]?.changed).toBeNull()
  await expect(submit({ facts: [{ kind: 'exhibit', ref: 'E09' }] })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('a task is relied on with what came of it, and says when it was taken up again', async () => {
  const { task } = await t.call('task.add', { case: '2026-001', title: 'Ask the guard', results: [{ name: 'Answer' }] })
  await t.call('task.complete', { task, results: { Answer: 'He saw nobody.' } })
  await submit({ facts: [{ kind: 'task', ref: 'T01' }] })
  const [fact] = (await list()).items[0]?.facts ?? []
  expect(fact).toMatchObject({ label: task, excerpt: 'Ask the guard. He saw nobody.', changed: null })
  await t.call('task.reopen', { task, reason: 'The wrong guard' })
  expect((await list()).items[0]?.facts[0]?.changed?.summary).toContain('The wrong guard')
  await expect(submit({ facts: [{ kind: 'task', ref: 'T02' }] })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('evidence that came with a report is relied on, and says when it was handed on or read back wrong since', async () => {
  const { report } = await t.call('report.add', aReport({ channel: 'e-mail' }))
  const file = join(t.folder, 'a.txt')
  writeFileSync(file, 'evidence')
  const [exhibit] = await t.call('exhibit.add', { report, files: [file] })
  await t.call('report.promote', { report, title: 'Second', owner: 'R. Okafor' })
  const ofCase = { case: '2026-002' }
  const facts = [{ kind: 'exhibit' as const, ref: exhibit?.number ?? '' }]
  const changed = async () => (await t.call('decision.list', ofCase)).items.at(-1)?.facts[0]?.changed
  await submit({ ...ofCase, facts })
  expect(await changed()).toBeNull()
  await t.call('closure.allege', { ...ofCase, text: 'He wrote it.', standard: 'policy' })
  await t.call('closure.find', { ...ofCase, allegation: 'A-01', finding: 'substantiated', basis: 'Signed', facts })

  await t.call('exhibit.recordCustody', {
    exhibit: exhibit?.exhibit ?? '',
    action: 'transfer',
    to: 'Archive',
    custodyAt: '2026-11-23T09:00:00-05:00',
  })
  expect((await changed())?.summary).toBe('R-0002-E01: transfer to Archive')
  await submit({ ...ofCase, facts })
  await t.call('exhibit.verify', ofCase)
  expect(await changed()).toBeNull()
  for (const name of globSync('V.holdfast/blobs/*/*', { cwd: t.folder })) writeFileSync(join(t.folder, name), 'other')
  await t.call('exhibit.verify', ofCase)
  expect((await changed())?.summary).toBe('R-0002-E01 failed verification')
})

test('the choice is one of at least two different options', async () => {
  for (const wrong of [{ choice: 'Neither' }, { options: ['Close it', 'Close it'] }, { options: ['Close it'] }])
    await expect(submit(wrong)).rejects.toMatchObject({ code: 'INVALID_INPUT' })
})

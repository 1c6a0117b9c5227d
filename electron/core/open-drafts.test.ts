import { expect, test } from 'vitest'
import { newVault, passphrase, testApp } from '../../tests/support/app.ts'
import type { Signal } from '../../shared/contract/port.ts'
import { openDrafts } from './open-drafts.ts'

test('a draft belongs to one window: another reads it, is told of changes, and takes it over with nothing lost', async () => {
  const t = testApp()
  await newVault(t)
  const [first, second] = [new AbortController(), new AbortController()]
  const [one, two] = [{ page: first.signal }, { page: second.signal }]
  const key = 'report:new'
  const told: Signal[] = []
  t.app.onSignal((signal) => signal.kind === 'draft' && told.push(signal))

  expect(await t.call('draft.hold', { key }, one)).toEqual({ held: true })
  await t.call('draft.put', { key, body: 'one' }, one)
  expect(told).toEqual([])
  expect(await t.call('draft.hold', { key }, two)).toEqual({ held: false })
  expect((await t.call('draft.get', { key }, two)).body).toBe('one')
  const refused = { code: 'CONFLICT', message: expect.stringContaining('open in another window') as string }
  await expect(t.call('draft.put', { key, body: 'two' }, two)).rejects.toMatchObject(refused)
  await expect(t.call('draft.drop', { key }, two)).rejects.toMatchObject(refused)
  await t.call('draft.put', { key: 'another form', body: 'two' }, two)
  await t.call('draft.put', { key, body: 'one more' }, one)
  expect(told).toEqual([{ kind: 'draft', key, wanted: false }])

  // The first saves what is typed when it is asked, and only then is the second let in.
  t.app.onSignal((signal) => {
    if (signal.kind !== 'draft' || !signal.wanted) return
    void t.call('draft.put', { key, body: 'the last word' }, one).then(() => t.call('draft.leave', { key }, one))
  })
  expect(await t.call('draft.hold', { key, take: true }, two)).toEqual({ held: true })
  expect((await t.call('draft.get', { key }, two)).body).toBe('the last word')
  await expect(t.call('draft.put', { key, body: 'late' }, one)).rejects.toMatchObject(refused)
  expect(await t.call('draft.hold', { key }, one)).toEqual({ held: false })

  // A window that is closed, or whose page fell over, keeps nothing.
  told.length = 0
  second.abort()
  expect(told).toEqual([{ kind: 'draft', key, wanted: false }])
  expect(await t.call('draft.hold', { key }, one)).toEqual({ held: true })

  // Whoever locks it, from wherever: what was typed last is asked for first.
  const { dir } = await t.call('vault.info', {})
  t.app.onSignal((signal) => {
    if (signal.kind !== 'locking') return
    void t.call('draft.put', { key, body: 'typed as it was locked' }, one).then(() => t.call('draft.saved', {}, one))
  })
  await t.call('vault.lock', {})
  await t.call('vault.unlock', { dir, passphrase })
  expect((await t.call('draft.get', { key }, one)).body).toBe('typed as it was locked')
  await t.end()
})

test('a window that does not answer gives its form up all the same, and locking ends every claim', async () => {
  const told: Signal[] = []
  const drafts = openDrafts((signal) => told.push(signal), 5)
  const [one, two, three] = [new AbortController(), new AbortController(), new AbortController()]
  const [first, second, third] = [drafts.of(one.signal), drafts.of(two.signal), drafts.of(three.signal)]
  await first.hold('k', false)
  expect(await second.hold('k', true)).toBe(true)
  expect(told).toEqual([
    { kind: 'draft', key: 'k', wanted: true },
    { kind: 'draft', key: 'k', wanted: false },
  ])
  expect(() => first.mayChange('k')).toThrow('open in another window')
  // Two that want it at once: one has it in the end.
  const both = await Promise.all([first.hold('k', true), third.hold('k', true)])
  expect(both).toEqual([true, true])
  expect(() => third.mayChange('k')).not.toThrow()
  expect(() => first.mayChange('k')).toThrow()

  // Before a lock each that writes is asked, once; neither one that does not answer nor one that is gone holds it up.
  const four = new AbortController()
  await drafts.of(four.signal).hold('other', false)
  told.length = 0
  await drafts.handedOver()
  expect(told).toEqual([{ kind: 'locking' }])
  const over = drafts.handedOver()
  third.saved()
  four.abort()
  await over

  const waits = first.hold('k', true)
  drafts.clear()
  expect(await waits).toBe(false)
  expect(await second.hold('k', false)).toBe(true)
})

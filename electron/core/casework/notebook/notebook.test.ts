import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { richTextOf } from '../../../../shared/contract/rich-text.ts'
import { newCase, passphrase, testApp, type TestApp } from '../../../../tests/support/app.ts'
import { aReport } from '../../../../tests/support/builders.ts'

let t: TestApp
let now = Date.parse('2026-11-24T12:00:00Z')
let number = ''
beforeEach(async () => {
  t = testApp({ clock: { now: () => (now += 1000), zone: 'America/New_York' } })
  number = await newCase(t)
})
afterEach(() => t.end())

const body = richTextOf
const write = (title: string, text: string, more: { note?: string; base?: number } = {}) =>
  t.call('note.save', { case: number, title, body: body(text), ...more })
const notes = async () => (await t.call('note.list', { case: number })).items
const size = async (): Promise<number> => (await t.call('ledger.list', { limit: 1 })).total

describe('a note', () => {
  test('keeps every revision as it was; the list has the newest of each, in the order in which they were begun', async () => {
    const first = await write('Gate', 'A grey car.')
    const second = await write('Call', 'He called at nine.')
    expect(await write('North gate', 'A grey van.', { note: first.note, base: 1 })).toEqual({ ...first, revision: 2 })

    expect((await notes()).map(({ id, title, revision }) => [id, title, revision])).toEqual([
      [first.note, 'North gate', 2],
      [second.note, 'Call', 1],
    ])
    const { items } = await t.call('note.revisions', { note: first.note })
    expect(items).toEqual([
      expect.objectContaining({ revision: 1, title: 'Gate', body: body('A grey car.'), author: 'R. Okafor' }),
      expect.objectContaining({ revision: 2, title: 'North gate', body: body('A grey van.'), author: 'R. Okafor' }),
    ])
  })

  test('is late where it tells what happened more than a day before it was written', async () => {
    const at = (value: string) =>
      t.call('note.save', {
        case: number,
        title: value,
        body: body('x'),
        happenedAt: { value, zone: 'America/New_York', precision: 'minute' },
      })
    await at('2026-11-23T06:00')
    await at('2026-11-24T06:00')
    await write('no time', 'x')
    expect((await notes()).map(({ title, late }) => [title, late])).toEqual([
      ['2026-11-23T06:00', true],
      ['2026-11-24T06:00', false],
      ['no time', false],
    ])
    expect((await notes())[0]?.happenedAt).toMatchObject({ value: '2026-11-23T06:00', precision: 'minute' })
  })

  test('that was saved meanwhile is not written over, and the writer is told which revision is the newest', async () => {
    const { note } = await write('Gate', 'one')
    await write('Gate', 'two', { note, base: 1 })
    const before = await size()
    for (const base of [0, 1, 3]) {
      await expect(write('Gate', 'mine', { note, base })).rejects.toMatchObject({
        code: 'CONFLICT',
        message: `The note was saved as revision 2 after you opened revision ${base}.`,
      })
    }
    await expect(write('New', 'mine', { base: 1 })).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(await size()).toBe(before)
    expect((await notes()).map(({ body: text }) => text)).toEqual([body('two')])
  })

  test('stays in its case, and one that is nowhere is not found', async () => {
    const { note } = await write('Gate', 'one')
    const { report } = await t.call('report.add', aReport())
    const other = await t.call('report.promote', { report, title: 'Other', owner: 'R. Okafor' })
    const saved = { title: 'Gate', body: body('two'), note, base: 1 }
    await expect(t.call('note.save', { case: other.case, ...saved })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    expect((await t.call('note.list', { case: other.case })).items).toEqual([])
    expect((await notes()).map(({ revision }) => revision)).toEqual([1])
    await expect(write('Gate', 'x', { note: 'nowhere', base: 1 })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(t.call('note.revisions', { note: 'nowhere' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('holds only what the editor could have typed: anything else is refused, and nothing is recorded', async () => {
    const before = await size()
    const unknownMark = { type: 'text', text: 'x', marks: [{ type: 'glow' }] }
    for (const [content, named] of [
      [[{ type: 'script' }], 'script'],
      [[{ type: 'paragraph', content: [unknownMark] }], 'glow'],
      [[{ type: 'text', text: 'words outside a paragraph' }], 'Invalid content'],
      [[], 'Invalid content'],
    ] as const) {
      await expect(
        t.call('note.save', { case: number, title: 'N', body: { type: 'doc', content } }),
      ).rejects.toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining(named) as string })
    }
    expect(await size()).toBe(before)
    expect(await notes()).toEqual([])
  })

  test('may nest 40 deep and hold two million bytes, and not more', async () => {
    const nested = (depth: number): object =>
      depth === 0 ? { type: 'paragraph' } : { type: 'blockquote', content: [nested(depth - 1)] }
    const save = (content: object[]) =>
      t.call('note.save', { case: number, title: 'N', body: { type: 'doc', content } })
    await save([nested(18)])
    await expect(save([nested(40)])).rejects.toMatchObject({ message: 'The note’s text is too deeply nested.' })
    await expect(write('N', 'x'.repeat(2_000_000))).rejects.toMatchObject({
      message: expect.stringMatching(/too large \(20000\d\d bytes\)/) as string,
    })
  })
})

describe('a draft', () => {
  const key = 'note:new'

  test('is kept as it was typed last until it is dropped, and is no part of the record', async () => {
    const before = await size()
    expect(await t.call('draft.get', { key })).toEqual({ body: null, savedAt: null })
    await t.call('draft.put', { key, body: { words: 'one' } })
    const { savedAt } = await t.call('draft.put', { key, body: { words: 'two' } })
    expect(await t.call('draft.get', { key })).toEqual({ body: { words: 'two' }, savedAt })
    await t.call('vault.lock', {})
    await t.call('vault.unlock', { dir: `${t.folder}/V.holdfast`, passphrase })
    expect(await t.call('draft.get', { key })).toEqual({ body: { words: 'two' }, savedAt })
    await t.call('draft.drop', { key })
    expect(await t.call('draft.get', { key })).toEqual({ body: null, savedAt: null })
    expect(await size()).toBe(before)
  })

  test('is its writer’s alone', async () => {
    await t.call('member.add', { name: 'P. Hale', roles: ['investigator'], passphrase: `${passphrase} 2` })
    await t.call('draft.put', { key, body: 'mine' })
    const dir = `${t.folder}/V.holdfast`
    await t.call('vault.unlock', { dir, passphrase: `${passphrase} 2` })
    expect((await t.call('draft.get', { key })).body).toBeNull()
    await t.call('draft.put', { key, body: 'theirs' })
    await t.call('draft.drop', { key })
    await t.call('vault.unlock', { dir, passphrase })
    expect((await t.call('draft.get', { key })).body).toBe('mine')
  })

  test('that is too long is refused, and the one before it is still there', async () => {
    await t.call('draft.put', { key, body: 'short' })
    await expect(t.call('draft.put', { key, body: 'x'.repeat(4_000_000) })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: 'This draft is too long to keep (4,000,002 characters).',
    })
    expect((await t.call('draft.get', { key })).body).toBe('short')
  })
})

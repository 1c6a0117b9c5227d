import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { PDFDocument } from 'pdf-lib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Input } from '../../../../shared/contract/contract.ts'
import { plainTextOf, richTextOf, withStrikes } from '../../../../shared/contract/rich-text.ts'
import { canonical, type Json } from '../../../../shared/kernel/canonical.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { newCase, passphrase, testApp, type TestApp } from '../../../../tests/support/app.ts'
import { record } from '../../../../tests/support/insiders.ts'
import { unlockSession } from '../../session.ts'
import { notebookView } from './view.ts'

let t: TestApp
let now = 0
let number = ''
beforeEach(async () => {
  now = Date.parse('2026-11-24T12:00:00Z')
  t = testApp({ clock: { now: () => (now += 1000), zone: 'America/New_York' } })
  number = await newCase(t)
})
afterEach(() => t.end())

const dir = (): string => `${t.folder}/V.holdfast`
const hales = `${passphrase} 2`
const asHale = async <T>(work: () => Promise<T>): Promise<T> => {
  await t.call('vault.unlock', { dir: dir(), passphrase: hales })
  const done = await work()
  await t.call('vault.unlock', { dir: dir(), passphrase })
  return done
}
const addHale = () => t.call('member.add', { name: 'P. Hale', roles: ['investigator'], passphrase: hales })
const write = (title: string, text: string, more: Partial<Input<'note.save'>> = {}) =>
  t.call('note.save', { case: number, title, body: richTextOf(text), ...more })
const show = async (note: string) => (await t.call('note.show', { note })).note
const sealed = async (text = 'A grey car stood at the gate. It was grey.') => {
  const { note } = await write('Gate', text)
  return { ...(await t.call('note.seal', { note })), note }
}

describe('a sealed note', () => {
  test('names its revision and the SHA-256 of its text, and says to whoever would change it what can be done', async () => {
    const { note, sha256, number: serial } = await sealed()
    const { body, seal } = await show(note)
    expect(serial).toBe('N-01')
    expect(sha256).toBe(
      createHash('sha256')
        .update(canonical(body as Json))
        .digest('hex'),
    )
    expect(seal).toMatchObject({ revision: 1, sha256, by: 'R. Okafor' })
    await expect(write('Gate', 'A red car.', { note, base: 1 })).rejects.toMatchObject({
      code: 'NOT_ALLOWED',
      message: 'Note N-01 “Gate” was sealed by R. Okafor in revision 1; its text is changed no more.',
      next: expect.stringContaining('addition') as string,
    })
    await expect(t.call('note.seal', { note })).rejects.toMatchObject({ code: 'ALREADY_DONE' })
    expect((await show(`${number}-N-01`)).id).toBe(note)
  })

  test('stays as it was sealed whatever somebody writes into the ledger with tools of their own', async () => {
    const { note, sha256 } = await sealed()
    const { body } = await show(note)
    const { id } = await t.call('case.get', { case: number })
    await t.call('vault.lock', {})
    const session = await unlockSession(t.ports, { dir: dir(), passphrase }, () => undefined)
    const text = { revision: 2, title: 'Gate', body: richTextOf('A red car.'), happenedAt: null }
    record(session, ({ append }) => void append(notebookView, 'note.saved', { subject: note, case: id }, text))
    await session.workspace.vault.close()
    await t.call('vault.unlock', { dir: dir(), passphrase })
    expect(await show(note)).toMatchObject({ revision: 1, body, seal: { sha256 } })
    expect((await t.call('ledger.audit', {})).ok).toBe(true)
  })

  test('is sealed by the author of its newest revision alone, and witnessed by somebody who did not write in it', async () => {
    await addHale()
    const { note } = await write('Gate', 'one')
    await asHale(async () => {
      await expect(t.call('note.seal', { note })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
      await expect(t.call('note.witness', { note })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    })
    await t.call('note.seal', { note })
    await expect(t.call('note.witness', { note })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
    await asHale(async () => {
      await t.call('note.witness', { note })
      await expect(t.call('note.witness', { note })).rejects.toMatchObject({ code: 'ALREADY_DONE' })
    })
    await t.call('note.add', { note, body: richTextOf('He came back.') })
    // What was added since is not what the witness had before them.
    await asHale(() => t.call('note.witness', { note }))
    const { witnesses, additions } = await show(note)
    expect(witnesses.map(({ by }) => by)).toEqual(['P. Hale', 'P. Hale'])
    expect(witnesses[1]?.upTo).toBe(additions[0]?.seq)
    expect(witnesses[0]?.upTo).toBeLessThan(additions[0]?.seq ?? 0)
  })

  test('takes additions with their own times, and passages are struck with a reason and stay legible', async () => {
    const { note } = await sealed()
    const happenedAt = { value: '2026-11-20', zone: 'America/New_York', precision: 'day' } as const
    expect(await t.call('note.add', { note, body: richTextOf('Seen again.'), happenedAt })).toEqual({
      note,
      addition: 1,
    })
    const strike = (words: string, more: Partial<Input<'note.strike'>> = {}) =>
      t.call('note.strike', { note, words, reason: 'Misread', ...more })
    await expect(strike('blue')).rejects.toMatchObject({ message: '“blue” does not stand there.' })
    await expect(strike('grey')).rejects.toMatchObject({ message: '“grey” stands there 2 times.' })
    await strike('grey', { place: 2, instead: 'green' })
    await strike('again', { addition: 1 })
    await expect(strike('grey', { place: 2 })).rejects.toMatchObject({ code: 'ALREADY_DONE' })
    const { additions, strikes, body } = await show(note)
    expect(additions).toMatchObject([{ number: 1, author: 'R. Okafor', happenedAt, late: true }])
    expect(strikes).toMatchObject([
      { addition: null, words: 'grey', instead: 'green', reason: 'Misread', by: 'R. Okafor' },
      { addition: 1, words: 'again', instead: null },
    ])
    const inNote = strikes.filter(({ addition }) => addition === null)
    expect(plainTextOf(withStrikes(body, inNote))).toBe('A grey car stood at the gate. It was grey [S1].')
    expect(plainTextOf(body)).toBe('A grey car stood at the gate. It was grey.')
    const { note: open } = await write('Open', 'x')
    await expect(t.call('note.strike', { note: open, words: 'x', reason: 'y' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: 'Note N-02 “Open” is not sealed.',
    })
  })

  test('of today: every open note that the member wrote today is sealed at once, and no other', async () => {
    await addHale()
    await write('Yesterday', 'x')
    now += 24 * 3_600_000
    const { note: theirs } = await write('Mine, then hers', 'x')
    await asHale(() => write('Mine, then hers', 'y', { note: theirs, base: 1 }))
    await write('Today', 'x')
    await write('Today too', 'x')
    const { items } = await t.call('note.sealToday', {})
    expect(items.map(({ title, number: serial }) => [serial, title])).toEqual([
      ['N-03', 'Today'],
      ['N-04', 'Today too'],
    ])
    expect((await t.call('note.sealToday', { case: number })).items).toEqual([])
    const { items: all } = await t.call('note.list', { case: number })
    expect(all.map(({ seal }) => seal !== null)).toEqual([false, false, true, true])
  })

  test('stays as it was to the letter whatever is done to it, and its history still holds', async () => {
    const { note } = await sealed()
    const before = await t.call('note.revisions', { note })
    const acts = fc.oneof(
      fc.record({ call: fc.constant('note.save'), base: fc.integer({ min: 0, max: 3 }), text: fc.string() }),
      fc.record({ call: fc.constant('note.add'), base: fc.constant(0), text: fc.string() }),
      fc.record({
        call: fc.constant('note.strike'),
        base: fc.integer({ min: 1, max: 4 }),
        text: fc.constantFrom('grey', 'car', 'a', '.'),
      }),
      fc.record({
        call: fc.constantFrom('note.seal', 'note.witness', 'note.sealToday', 'note.print'),
        base: fc.constant(0),
        text: fc.constant(''),
      }),
    )
    const doing = async ({ call, base, text }: { call: string; base: number; text: string }): Promise<unknown> => {
      if (call === 'note.save') return write('Other', text, { note, base })
      if (call === 'note.add') return t.call('note.add', { note, body: richTextOf(text) })
      if (call === 'note.strike')
        return t.call('note.strike', { note, words: text, place: base, reason: 'r', instead: 'x' })
      if (call === 'note.sealToday') return t.call('note.sealToday', {})
      return call === 'note.witness' ? t.call('note.witness', { note }) : t.call('note.seal', { note })
    }
    await fc.assert(
      fc.asyncProperty(fc.array(acts, { maxLength: 12 }), async (all) => {
        for (const act of all)
          await doing(act).catch((thrown: unknown) => {
            if (!(thrown instanceof HoldfastError)) throw thrown
          })
        expect(await t.call('note.revisions', { note })).toEqual(before)
        expect((await show(note)).seal).toMatchObject({ revision: 1 })
      }),
      { numRuns: 15 },
    )
    expect(await t.call('ledger.audit', {})).toMatchObject({ problems: [] })
  })
})

test('a note is late by the rule that was set before it was written; one that says so reaches back', async () => {
  const told = async (): Promise<boolean[]> =>
    (await t.call('note.list', { case: number })).items.map(({ late }) => late)
  const fromDay = (value: string) =>
    write(value, 'x', { happenedAt: { value, zone: 'America/New_York', precision: 'minute' } })
  await fromDay('2026-11-24T01:00')
  expect(await told()).toEqual([false])
  expect(await t.call('note.lateRule', {})).toMatchObject({ hours: 24, set: null })
  await t.call('note.setLateRule', { hours: 2, reason: 'Site instruction 4' })
  await fromDay('2026-11-24T01:00')
  expect(await told()).toEqual([false, true])
  expect(
    (await t.call('case.timeline', { case: number })).events
      .filter(({ kind }) => kind === 'note')
      .map(({ late }) => late),
  ).toEqual([false, true])
  // As it stood then, by the rule of then, which names no case.
  const { items } = await t.call('note.list', { case: number, asOf: new Date(now).toISOString() })
  expect(items.map(({ late }) => late)).toEqual([false, true])
  await t.call('note.setLateRule', { hours: 4, reason: 'Corrected', earlier: true })
  expect(await told()).toEqual([true, true])
  expect(await t.call('note.lateRule', {})).toMatchObject({ hours: 4, reason: 'Corrected', set: { by: 'R. Okafor' } })
})

describe('the difference of two revisions', () => {
  const between = async (one: string, two: string) => {
    const { note } = await write('Gate', one)
    await write('Gate', two, { note, base: 1 })
    return t.call('note.diff', { note })
  }

  test('tells words in and out, and what moved', async () => {
    const { pieces, words, from, to } = await between(
      'He wrote twice.\n\nThe grey car stood at the north gate.\n\nShe left at six.',
      'He wrote three times.\n\nShe left at six.\n\nThe grey car stood at the north gate.',
    )
    expect({ from, to }).toEqual({ from: 1, to: 2 })
    const of = (kind: string) => pieces.filter((piece) => piece.kind === kind).map(({ text }) => text.trim())
    expect(of('out').join(' ')).toContain('twice')
    expect(of('in').join(' ')).toContain('three times')
    expect([...of('moved-in'), ...of('moved-out')].length).toBe(2)
    expect(words).toMatchObject({ in: 2, out: 1 })
  })

  test('puts together is each of the two texts, and says where the look alone differs', async () => {
    const word = fc.constantFrom('car', 'gate', 'he', 'left', '東京', 'six', 'the')
    const texts = fc.array(fc.array(word, { minLength: 1, maxLength: 9 }), { minLength: 1, maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(texts, texts, async (one, two) => {
        const [before, after] = [one, two].map((text) => text.map((words) => words.join(' ')).join('\n\n'))
        const { pieces } = await between(before ?? '', after ?? '')
        const put = (left: string, moved: string): string =>
          pieces.flatMap(({ kind, text }) => (kind === left || kind === moved ? [] : [text])).join('')
        expect(put('in', 'moved-in').trimEnd()).toBe(plainTextOf(richTextOf(before ?? '')))
        expect(put('out', 'moved-out').trimEnd()).toBe(plainTextOf(richTextOf(after ?? '')))
      }),
      { numRuns: 30 },
    )
    const { note } = await write('Look', 'loud')
    const bold = [{ type: 'paragraph', content: [{ type: 'text', text: 'loud', marks: [{ type: 'bold' }] }] }]
    const body = { type: 'doc' as const, content: bold }
    expect(await t.call('note.diff', { note, body })).toMatchObject({ from: 1, to: null, look: true })
    await expect(t.call('note.diff', { note, from: 7 })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

const has = (tool: string): boolean => spawnSync(tool, ['-v']).error === undefined

describe.skipIf(!has('pdftotext'))('printed (pdftotext, pdfsig)', () => {
  const text = (pdf: string): string => execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' })

  test('an open note says that it is not sealed, and is not signed', async () => {
    const { note } = await write('Gate', 'A grey car.')
    const out = join(t.folder, 'open.pdf')
    expect(await t.call('note.print', { note, out })).toMatchObject({ signed: false })
    expect(text(out)).toContain('This note is not sealed.')
  })

  test('a sealed note leaves signed, with its text, what was struck, and a hash that anybody can compute', async () => {
    const { note, sha256 } = await sealed()
    await t.call('note.add', { note, body: richTextOf('Seen again at nine. 東京') })
    await t.call('note.strike', { note, words: 'A grey car', reason: 'Misread the colour', instead: 'A green car' })
    const out = join(t.folder, 'sealed.pdf')
    const { sha256: whole } = await t.call('note.print', { note, out })
    const bytes = readFileSync(out)
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(whole)
    const shown = text(out)
    for (const said of [
      'A grey car',
      'Seen again at nine',
      'Misread the colour',
      'A green car',
      'Sealed by R. Okafor',
      'RO (R. Okafor)',
    ])
      expect(shown).toContain(said)
    const attached = (await PDFDocument.load(bytes)).getAttachments().find(({ name }) => name === 'note.json')
    expect(
      createHash('sha256')
        .update(attached?.data ?? '')
        .digest('hex'),
    ).toBe(sha256)
    const signature = spawnSync('pdfsig', ['-nocert', out], { encoding: 'utf8' }).stdout
    expect(signature).toContain('Signature is Valid')
    const altered = join(t.folder, 'altered.pdf')
    const changed = Buffer.from(bytes)
    const at = changed.indexOf('/Title')
    changed[at + 12] = (changed[at + 12] ?? 0) ^ 1
    writeFileSync(altered, changed)
    expect(spawnSync('pdfsig', ['-nocert', altered], { encoding: 'utf8' }).stdout).not.toContain('Signature is Valid')
    const { rows } = await t.call('ledger.list', { limit: 3 })
    expect(rows.map(({ type }) => type)).toContain('note.printed')
  })
})

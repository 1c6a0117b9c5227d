import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PDFDocument, StandardFonts } from 'pdf-lib'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keepExhibit, newCase, testApp, type TestApp } from '../../../tests/support/app.ts'

let test: TestApp
let caseNumber: string
beforeEach(async () => {
  test = testApp()
  caseNumber = await newCase(test)
})
afterEach(() => test.end())

const keep = (name: string, bytes: Uint8Array | string): Promise<string> => keepExhibit(test, caseNumber, name, bytes)

async function pdfOf(pages: readonly string[], attachment?: string): Promise<Uint8Array> {
  const made = await PDFDocument.create()
  const font = await made.embedFont(StandardFonts.Helvetica)
  for (const text of pages) made.addPage([400, 300]).drawText(text, { x: 40, y: 200, size: 18, font })
  if (attachment !== undefined) await made.attach(Buffer.from(attachment), 'list.txt', { mimeType: 'text/plain' })
  return made.save()
}

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

describe('evidence that is opened', () => {
  it('shows a PDF by its pages: words with boxes, text with places, pictures drawn anew', async () => {
    const exhibit = await keep('plan.pdf', await pdfOf(['First page', 'Second page, the gate']))
    const opened = await test.call('exhibit.open', { exhibit })
    expect(opened).toMatchObject({
      number: exhibit,
      mediaType: 'application/pdf',
      view: { kind: 'pages', count: 2, pages: [{ width: 400, height: 300 }, {}] },
      problems: [],
    })
    const { units, next } = await test.call('exhibit.text', { exhibit })
    expect(units).toEqual([
      { at: 'p. 1', text: 'First page' },
      { at: 'p. 2', text: 'Second page, the gate' },
    ])
    expect(next).toBeNull()
    const answer = await test.call('exhibit.part', { exhibit, part: { ask: 'words', page: 2 } })
    const words = answer.ask === 'words' ? answer.words : []
    expect(words.map(({ text }) => text)).toEqual(['Second', 'page,', 'the', 'gate'])
    // Baseline 200 of 300 from below, 18 points tall.
    expect(words[0]?.x).toBeCloseTo(40, -1)
    expect(words[0]?.y).toBeGreaterThan(75)
    expect((words[0]?.y ?? 0) + (words[0]?.height ?? 0)).toBeLessThan(110)
    const found = await test.call('exhibit.part', { exhibit, part: { ask: 'find', words: 'GATE', from: 0 } })
    const [hit] = found.ask === 'find' ? found.hits : []
    expect(hit).toMatchObject({ at: 'p. 2', around: 'Second page, the gate' })
    expect(hit?.boxes[0]?.x).toBeCloseTo(words[3]?.x ?? 0, 0)
    const out = join(test.folder, 'pages')
    const { files } = await test.call('exhibit.render', { exhibit, out, width: 800 })
    expect(files).toEqual(['page-0001.png', 'page-0002.png'])
    const drawn = await sharp(readFileSync(join(out, 'page-0002.png'))).stats()
    const [red] = drawn.channels
    expect([red?.min, red?.max]).toEqual([0, 255])
    await expect(test.call('exhibit.render', { exhibit, out })).rejects.toMatchObject({ code: 'ALREADY_EXISTS' })
    expect(readdirSync(out)).toHaveLength(2)
  }, 60_000)

  it('opens what lies in it, and makes exhibits of parts, each with what it was made from', async () => {
    const list = 'gate\nlobby\n'
    const exhibit = await keep('plan.pdf', await pdfOf(['One', 'Two', 'Three'], list))
    const { members } = await test.call('exhibit.members', { exhibit })
    expect(members).toMatchObject([{ path: 'list.txt', size: list.length, encrypted: false }])
    const inner = await test.call('exhibit.open', { exhibit, within: ['list.txt'] })
    expect(inner).toMatchObject({ within: ['list.txt'], sha256: sha256(list), view: { kind: 'lines', lines: 2 } })
    const taken = await test.call('exhibit.derive', { exhibit, at: 'member list.txt', description: 'The list' })
    expect(taken.sha256).toBe(sha256(list))
    const pages = await test.call('exhibit.derive', { exhibit, at: 'p. 2-3' })
    const { units } = await test.call('exhibit.text', { exhibit: pages.number })
    expect(units.map(({ text }) => text)).toEqual(['Two', 'Three'])
    const { items } = await test.call('exhibit.list', { case: caseNumber })
    expect(items.map(({ derivedFrom, kind }) => [kind, derivedFrom])).toEqual([
      ['original', null],
      ['derivative', { number: exhibit, how: 'member list.txt' }],
      ['derivative', { number: exhibit, how: expect.stringContaining('p. 2–3') as string }],
    ])
    await expect(test.call('exhibit.derive', { exhibit, at: 'p. 4' })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
  }, 60_000)

  it('shows a picture upright, and cuts a crop out of it', async () => {
    const bytes = await sharp({ create: { width: 60, height: 40, channels: 3, background: 'red' } })
      .jpeg()
      .withMetadata({ orientation: 6 })
      .toBuffer()
    const exhibit = await keep('door.jpg', bytes)
    const { view } = await test.call('exhibit.open', { exhibit })
    expect(view).toEqual({ kind: 'picture', width: 40, height: 60, frames: 1 })
    const crop = await test.call('exhibit.derive', { exhibit, at: 'box 10,20 20×30' })
    expect((await test.call('exhibit.open', { exhibit: crop.number })).view).toMatchObject({ width: 20, height: 30 })
    await expect(test.call('exhibit.derive', { exhibit, at: 'box 30,20 20×30' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    })
  }, 60_000)

  it('shows text by lines, whatever ends them and however its letters are written', async () => {
    const text = Array.from({ length: 2500 }, (_, n) => `Zeile ${n + 1}: Straße`).join('\r\n')
    const utf16 = Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from(text, 'utf16le')])
    for (const [name, bytes] of [
      ['utf8.txt', Buffer.from(text)],
      ['utf16.txt', utf16],
      ['latin.txt', Buffer.from(text, 'latin1')],
    ] as const) {
      const exhibit = await keep(name, bytes)
      const { view } = await test.call('exhibit.open', { exhibit })
      expect(view).toMatchObject({ kind: 'lines', lines: 2500 })
      const answer = await test.call('exhibit.part', { exhibit, part: { ask: 'lines', from: 1999, count: 2 } })
      expect(answer).toMatchObject({
        lines: [
          { text: 'Zeile 2000: Straße', cut: 0 },
          { text: 'Zeile 2001: Straße', cut: 0 },
        ],
        total: 2500,
      })
    }
  }, 60_000)

  it('shows anything else as bytes, and says why; a damaged file is not what it begins like', async () => {
    const exhibit = await keep('blob.bin', Buffer.concat([Buffer.of(0, 1, 2, 3), Buffer.from('secret words\0')]))
    const opened = await test.call('exhibit.open', { exhibit })
    expect(opened.view).toMatchObject({ kind: 'bytes', why: expect.stringContaining('No reader') as string })
    expect(await test.call('exhibit.part', { exhibit, part: { ask: 'bytes', from: 2, length: 4 } })).toEqual({
      ask: 'bytes',
      hex: '02037365',
    })
    expect(await test.call('exhibit.part', { exhibit, part: { ask: 'strings', from: 0 } })).toMatchObject({
      strings: [{ at: 4, text: 'secret words' }],
    })
    const damaged = await keep('cut.pdf', Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.of(0, 1, 2, 0xff)]))
    const found = await test.call('exhibit.open', { exhibit: damaged })
    expect(found.view.kind).toBe('bytes')
    expect(found.problems.join(' ')).toContain('damaged')
  }, 60_000)

  it('asks for the password of what is encrypted, and says when it is wrong', async () => {
    const made = await PDFDocument.create()
    made.addPage([200, 200])
    made.encrypt({ userPassword: 'open me', ownerPassword: 'owner', permissions: {} })
    const exhibit = await keep('locked.pdf', await made.save())
    expect((await test.call('exhibit.open', { exhibit })).view).toEqual({ kind: 'locked', wrong: false })
    expect((await test.call('exhibit.open', { exhibit, password: 'no' })).view).toEqual({ kind: 'locked', wrong: true })
    expect((await test.call('exhibit.open', { exhibit, password: 'open me' })).view).toMatchObject({ kind: 'pages' })
  }, 60_000)
})

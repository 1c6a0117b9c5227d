import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PDFDocument, StandardFonts } from 'pdf-lib'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keepExhibit, newCase, testApp, type TestApp } from '../../../tests/support/app.ts'
import { parseAt } from '../../../shared/kernel/pinpoint.ts'

let test: TestApp
let caseNumber: string
/** A page of print as a scanner gives it: a picture, 1,240 pixels wide. */
let scan: Uint8Array
const line = 'The delivery gate stays locked until Monday.'

beforeAll(async () => {
  test = testApp()
  caseNumber = await newCase(test)
  const made = await PDFDocument.create()
  const font = await made.embedFont(StandardFonts.TimesRoman)
  made.addPage([400, 200]).drawText(line, { x: 40, y: 150, size: 14, font })
  const exhibit = await keepExhibit(test, caseNumber, 'print.pdf', await made.save())
  await test.call('exhibit.render', { exhibit, out: join(test.folder, 'print'), width: 1240 })
  scan = readFileSync(join(test.folder, 'print', 'page-0001.png'))
}, 60_000)
afterAll(() => test.end())

const inOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

describe('text read out of pictures', () => {
  it('is said to be read by OCR, word by word with boxes in points, and only where a page has no text of its own', async () => {
    const made = await PDFDocument.create()
    const font = await made.embedFont(StandardFonts.Helvetica)
    made.addPage([400, 200]).drawText('Own text', { x: 40, y: 100, size: 14, font })
    made.addPage([400, 200]).drawImage(await made.embedPng(scan), { x: 0, y: 0, width: 400, height: 200 })
    const exhibit = await keepExhibit(test, caseNumber, 'scan.pdf', await made.save())
    const plain = await test.call('exhibit.text', { exhibit })
    expect(plain.units).toEqual([
      { at: 'p. 1', text: 'Own text' },
      { at: 'p. 2', text: '' },
    ])
    expect(plain.unread).toMatchObject([
      { at: 'p. 2', reason: expect.stringMatching(/^No text layer.*--ocr/) as string },
    ])
    const done: number[] = []
    const read = await test.call(
      'exhibit.text',
      { exhibit, ocr: ['eng'] },
      { progress: (step) => done.push(step.done) },
    )
    const [own, second] = read.units
    expect(own).toEqual({ at: 'p. 1', text: 'Own text' })
    expect(inOneLine(second?.text ?? '')).toBe(line)
    expect(second).toMatchObject({
      at: 'p. 2',
      ocr: { engine: expect.stringMatching(/^Tesseract 5\./) as string, languages: ['eng'], turned: 0 },
    })
    expect(read.unread).toEqual([])
    const { confidence = 0, words = [] } = second?.ocr ?? {}
    expect(confidence).toBeGreaterThan(80)
    expect(words.map(({ text }) => text)).toEqual(line.split(' '))
    expect(words.every((word) => word.confidence > 0 && word.confidence <= 100)).toBe(true)
    // Baseline 150 of 200 from below, from 40 points on.
    expect(Math.abs((words[0]?.x ?? 0) - 40)).toBeLessThan(2)
    expect(Math.abs((words[0]?.y ?? 0) + (words[0]?.height ?? 0) - 50)).toBeLessThan(4)
    expect(done.some((percent) => percent > 0 && percent < 100)).toBe(true)
  }, 120_000)

  it('is found in a picture that stands on its head, with its boxes where they are seen', async () => {
    const turned = await sharp(scan).rotate(180).png().toBuffer()
    const exhibit = await keepExhibit(test, caseNumber, 'turned.png', turned)
    const plain = await test.call('exhibit.text', { exhibit })
    expect(plain).toMatchObject({ units: [], unread: [{ at: 'box 0,0 1240×620' }] })
    const { units } = await test.call('exhibit.text', { exhibit, ocr: ['eng'] })
    const [unit] = units
    expect(inOneLine(unit?.text ?? '')).toBe(line)
    expect(unit?.ocr).toMatchObject({ turned: 180 })
    expect(parseAt(unit?.at ?? '')).toMatchObject({ kind: 'box' })
    // The first word stands at the lower right.
    const [first] = unit?.ocr?.words ?? []
    expect(first?.x).toBeGreaterThan(800)
    expect(first?.y).toBeGreaterThan(400)
  }, 120_000)

  it('is cancelled at once, and the exhibit is read on by its own reader; words are not made up where there are none', async () => {
    const large = await sharp(scan)
      .resize({ width: 3600 })
      .extend({ bottom: 400, background: 'white' })
      .png()
      .toBuffer()
    const exhibit = await keepExhibit(test, caseNumber, 'large.png', large)
    const stop = new AbortController()
    const reading = test.call('exhibit.ocr', { exhibit }, { signal: stop.signal, progress: () => stop.abort() })
    await expect(reading).rejects.toMatchObject({ code: 'CANCELLED' })
    // Who cancels ends nobody else's: neither of another exhibit, nor of the same one.
    const other = await keepExhibit(test, caseNumber, 'small.png', scan)
    const stopped = new AbortController()
    const [small, again, given] = await Promise.allSettled([
      test.call('exhibit.ocr', { exhibit: other }),
      test.call('exhibit.ocr', { exhibit }),
      test.call('exhibit.ocr', { exhibit }, { signal: stopped.signal, progress: () => stopped.abort() }),
    ])
    expect(given).toMatchObject({ status: 'rejected', reason: { code: 'CANCELLED' } })
    for (const read of [small, again]) expect(read.status === 'fulfilled' && inOneLine(read.value.text)).toBe(line)
    expect(inOneLine((await test.call('exhibit.ocr', { exhibit })).text)).toBe(line)
    const blank = await sharp({ create: { width: 600, height: 400, channels: 3, background: 'white' } })
      .png()
      .toBuffer()
    const empty = await keepExhibit(test, caseNumber, 'blank.png', blank)
    expect(await test.call('exhibit.text', { exhibit: empty, ocr: ['eng'] })).toMatchObject({
      units: [{ text: '', ocr: { words: [] } }],
      unread: [{ reason: expect.stringContaining('no words') as string }],
    })
    const text = await keepExhibit(test, caseNumber, 'words.txt', 'words')
    await expect(test.call('exhibit.ocr', { exhibit: text })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    await expect(test.call('exhibit.ocr', { exhibit, page: 2 })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
  }, 120_000)
})

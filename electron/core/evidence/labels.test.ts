import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PDFDocument } from 'pdf-lib'
import makeQr from 'qr'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newCase, testApp, type TestApp } from '../../../tests/support/app.ts'
import { sheetNames } from '../../../shared/contract/label-sheets.ts'
import { openBy } from './reading/open-by.fixture.ts'
import { pdf } from './reading/pdf/pdf.ts'
import { sourceOf } from './reading/source.ts'
import { openLabels } from './reading/labels/codes.ts'

let t: TestApp
let number: string
const labels: string[] = []
beforeAll(async () => {
  t = testApp()
  number = await newCase(t)
  for (const storage of ['Safe 2', 'Safe 2', 'Locker 1'])
    labels.push((await t.call('item.add', { case: number, description: 'Bag', storage })).label)
})
afterAll(() => t.end())

const file = (name: string): string => join(t.folder, name)
const codesIn = async (path: string): Promise<string[]> =>
  (await (await openLabels({ path })).codes({ page: 1 })).codes.map(({ text }) => text).sort()

/** A sheet as it is printed: the PDF, and a picture of it. */
async function printed(sheet: (typeof sheetNames)[number]): Promise<{ path: string; picture: Uint8Array }> {
  const path = file(`${sheet}.pdf`)
  rmSync(path, { force: true })
  await t.call('item.label', { case: number, sheet, out: path })
  const drawn = await (await openBy(pdf, sourceOf('sheet.pdf', readFileSync(path)))).picture?.(1, 1700)
  return { path, picture: drawn?.bytes ?? new Uint8Array(0) }
}

/** What a hand-held telephone makes of it: turned and askew, lit from one side, out of focus, grainy, packed as JPEG. */
async function photographed(picture: Uint8Array, turn: number): Promise<Buffer> {
  const askew = await sharp(picture)
    .affine([1, 0.08, 0.05, 0.94], { background: '#8a8274' })
    .rotate(turn, { background: '#8a8274' })
    .blur(1)
    .toBuffer({ resolveWithObject: true })
  const { width, height } = askew.info
  const light = `<svg width="${width}" height="${height}"><defs><linearGradient id="g"><stop offset="0" stop-color="#fff" stop-opacity="0.1"/><stop offset="1" stop-color="#000" stop-opacity="0.5"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#g)"/></svg>`
  const grain = await sharp({
    create: { width, height, channels: 3, background: '#808080', noise: { type: 'gaussian', mean: 128, sigma: 18 } },
  })
    .png()
    .toBuffer()
  return sharp(askew.data)
    .composite([{ input: Buffer.from(light) }, { input: grain, blend: 'soft-light' }])
    .jpeg({ quality: 60 })
    .toBuffer()
}

// Each sheet is printed by a process of its own: all of them, from four sides, where the dear tests run; elsewhere the one of the smallest labels.
const whole = process.env['HOLDFAST_FAULTS'] === 'full'
const sheets = whole ? sheetNames : (['avery-l7651'] as const)
const turns = whole ? [0, 17, 90, 211] : [17]

describe('labels that we print', () => {
  it.each(sheets)('of %s are read from the PDF, and from photographs of the sheet however it lies', async (sheet) => {
    const { path, picture } = await printed(sheet)
    expect(await codesIn(path)).toEqual([...labels].sort())
    for (const turn of turns) {
      const photo = file(`${sheet}-${turn}.jpg`)
      writeFileSync(photo, await photographed(picture, turn))
      expect(await codesIn(photo), `turned by ${turn}°`).toEqual([...labels].sort())
    }
  })

  const referee = [
    '-c',
    'import sys, zxingcpp\nfrom PIL import Image\nprint("\\n".join(c.text for c in zxingcpp.read_barcodes(Image.open(sys.argv[1]))))',
  ]
  it.skipIf(spawnSync('python3', ['-c', 'import zxingcpp, PIL']).status !== 0)(
    'are read by another program too (python3 with zxing-cpp)',
    async () => {
      const path = file('referee.png')
      writeFileSync(path, (await printed('avery-l7160')).picture)
      const read = execFileSync('python3', [...referee, path], { encoding: 'utf8' })
      expect(read.trim().split('\n').sort()).toEqual([...labels].sort())
    },
  )
})

describe('a picture of the shelf', () => {
  it('is read in a process of its own, and audited by what its labels say', async () => {
    const [first = '', , third = ''] = labels
    const svg = (text: string): Buffer => Buffer.from(makeQr(text, 'svg'))
    const code = (text: string): Promise<Buffer> => sharp(svg(text), { density: 400 }).resize(300, 300).png().toBuffer()
    const path = file('shelf.png')
    await sharp({ create: { width: 1400, height: 500, channels: 3, background: '#d8d0c0' } })
      .composite([
        { input: await code(first), left: 60, top: 100 },
        { input: await code(third), left: 520, top: 60 },
        { input: await code('https://a.test/track?me'), left: 980, top: 120 },
      ])
      .png()
      .toFile(path)
    const read = await t.call('label.read', { file: path })
    expect({ ...read, labels: [...read.labels].sort() }).toEqual({
      labels: [first, third].sort(),
      others: ['https://a.test/track?me'],
      unread: 0,
    })
    const audit = await t.call('shelf.audit', { scans: read.labels, place: 'Safe 2' })
    expect([audit.found.length, audit.missing.length, audit.strange.map(({ why }) => why)]).toEqual([
      1,
      1,
      ['elsewhere'],
    ])
  })

  it.skipIf(!whole)('of many pages is read to its end, however few bytes they take', async () => {
    const [first = ''] = labels
    const made = await PDFDocument.create()
    const code = await made.embedPng(
      await sharp(Buffer.from(makeQr(first, 'svg')), { density: 400 })
        .png()
        .toBuffer(),
    )
    const pages = 40
    for (let page = 1; page <= pages; page++)
      made.addPage([595, 842]).drawImage(code, page === pages ? { x: 90, y: 90, width: 90, height: 90 } : { x: 900 })
    const path = file('many.pdf')
    writeFileSync(path, await made.save())
    expect(await t.call('label.read', { file: path })).toEqual({ labels: [first], others: [], unread: 0 })
  })

  it('that is none, or is not there, is refused in words', async () => {
    writeFileSync(file('words.txt'), 'no picture')
    await expect(t.call('label.read', { file: file('words.txt') })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: 'It is neither a picture nor a PDF.',
    })
    await expect(t.call('label.read', { file: file('nowhere.png') })).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' })
  })
})

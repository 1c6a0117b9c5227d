import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { decodeQR } from 'qr/decode.js'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { newCase, testApp, type TestApp } from '../../../../tests/support/app.ts'
import { labelSheets, sheetNames } from '../../../../shared/contract/label-sheets.ts'
import { spacedLabel } from './label.ts'

let t: TestApp
let number: string
beforeAll(async () => {
  t = testApp({ clock: { now: () => Date.parse('2026-11-28T09:00:00Z'), zone: 'America/New_York' } })
  number = await newCase(t)
})
afterAll(() => t.end())

const has = (tool: string): boolean => spawnSync(tool, ['--version']).error === undefined
const run = (tool: string, ...words: string[]): string => execFileSync(tool, words, { encoding: 'utf8' })
const pages = (pdf: string): string => run('pdftotext', '-layout', pdf, '-')
const paper = { a4: { width: 210, height: 297 }, 'us-letter': { width: 215.9, height: 279.4 } }

test.each(sheetNames)('the labels of %s lie on their sheet, and none on another', (name) => {
  const { paper: of, columns, rows, width, height, left, top, across, down } = labelSheets[name]
  expect(left + (columns - 1) * across + width).toBeLessThanOrEqual(paper[of].width + 0.01)
  expect(top + (rows - 1) * down + height).toBeLessThanOrEqual(paper[of].height + 0.01)
  expect(across).toBeGreaterThanOrEqual(width - 0.01)
  expect(down).toBeGreaterThanOrEqual(height - 0.01)
  // A sheet is cut in its middle.
  expect(paper[of].width - (left + (columns - 1) * across + width)).toBeCloseTo(left, 0)
})

describe.skipIf(!has('pdftoppm'))('printed (pdftoppm)', () => {
  const labels: string[] = []
  beforeAll(async () => {
    for (const part of [1, 2, 3])
      labels.push(
        (
          await t.call('item.add', {
            case: number,
            description: 'Letter to A. Reyes',
            bag: 'B-1',
            seal: 'S-1',
            part,
            parts: 3,
          })
        ).label,
      )
  })

  const dpi = 300
  const px = (mm: number): number => Math.round((mm / 25.4) * dpi)

  /** Prints three labels, the first in the last place of its sheet, and cuts them out. */
  async function cutOut(sheet: 'avery-l7651' | 'avery-5160') {
    const out = join(t.folder, `${sheet}.pdf`)
    rmSync(out, { force: true })
    const { columns, rows, left, top, across, down, width, height } = labelSheets[sheet]
    const skip = columns * rows - 1
    expect(await t.call('item.label', { case: number, sheet, skip, out })).toMatchObject({ labels: 3, pages: 2 })
    run('pdftoppm', '-r', String(dpi), '-png', out, join(t.folder, sheet))
    const cut = ([page, at]: readonly [number, number]) =>
      sharp(join(t.folder, `${sheet}-${page}.png`)).extract({
        left: px(left + (at % columns) * across),
        top: px(top + Math.floor(at / columns) * down),
        width: px(width) - 1,
        height: px(height) - 1,
      })
    const places = [
      [1, skip],
      [2, 0],
      [2, 1],
    ] as const
    return { text: pages(out), cuts: places.map(cut) }
  }

  it.each(['avery-l7651', 'avery-5160'] as const)(
    'labels of %s are read back, and tell nothing of the case',
    async (sheet) => {
      const { text, cuts } = await cutOut(sheet)
      for (const label of labels) expect(text.replaceAll(/\s/g, '')).toContain(spacedLabel(label).slice(0, 5))
      expect(text).toContain('Bag 1 of 3')
      for (const secret of [number, 'Letter', 'Reyes', 'B-1', 'S-1', 'R. Okafor', 'Test vault'])
        expect(text).not.toContain(secret)
      for (const [at, cut] of cuts.entries()) {
        const { data, info } = await cut.removeAlpha().raw().toBuffer({ resolveWithObject: true })
        expect(decodeQR({ width: info.width, height: info.height, data })).toBe(labels[at])
      }
    },
  )

  it.skipIf(!has('zbarimg'))('labels are read back by another program (zbarimg)', async () => {
    const { cuts } = await cutOut('avery-5160')
    for (const [at, cut] of cuts.entries()) {
      const picture = join(t.folder, `label-${at}.png`)
      await cut.toFile(picture)
      expect(run('zbarimg', '-q', '--raw', picture).trim()).toBe(labels[at])
    }
  })

  it('a chain of custody has every step with what was said, and its questions', async () => {
    const { number: exhibit } = await t.call('item.add', {
      case: number,
      description: 'Knife',
      seal: 'S-5',
      collectedBy: 'A. Reyes',
    })
    await t.call('exhibit.recordCustody', {
      exhibit,
      action: 'transfer',
      to: 'City lab',
      outside: true,
      sealBefore: 'S-5',
      authority: 'Warrant 7',
      custodyAt: '2026-11-28T09:00:00Z',
    })
    const out = join(t.folder, 'custody.pdf')
    await t.call('custody.print', { exhibit, out })
    const text = pages(out)
    for (const said of [
      exhibit,
      'Knife',
      'A. Reyes',
      'City lab (outside)',
      'Warrant 7',
      'S-5',
      'What it leaves open',
      'Where is the receipt',
    ])
      expect(text).toContain(said)
    const receipt = join(t.folder, 'receipt.pdf')
    const { step } = await t.call('custody.receipt', { exhibit, out: receipt })
    for (const said of [exhibit, 'City lab', 'A. Reyes', 'Received by', `entry ${step}`])
      expect(pages(receipt)).toContain(said)
    const scan = join(t.folder, 'signed.pdf')
    writeFileSync(scan, readFileSync(receipt))
    const [kept] = await t.call('exhibit.add', { case: number, files: [scan] })
    const signed = kept?.number ?? ''
    await t.call('custody.receiptSigned', { exhibit, signed })
    const shown = await t.call('custody.show', { exhibit })
    expect(shown.gaps.map(({ kind }) => kind)).toEqual([])
    expect(shown.steps.at(-1)?.receipt).toBe(signed)
    await expect(t.call('custody.receiptSigned', { exhibit, signed })).rejects.toMatchObject({ code: 'ALREADY_DONE' })
  })
})

import { writeFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { authority, build, engines, file, has, run, type Authority } from './testing/make.ts'

describe.skipIf(!has('pdftotext', 'pdffonts')).each(engines)('letters on the pages of the %s engine', (engine) => {
  let signer: Authority
  let folder: string
  beforeAll(async () => {
    signer = await authority()
    folder = mkdtempSync(join(tmpdir(), 'holdfast-letters-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  /** A packet of a case with this title, written without anything left out. */
  const pagesTitled = async (title: string): Promise<string> => {
    const files = [file('1', 'a.txt', 'text/plain', Buffer.from('a'))]
    const { pdf, remarks } = await build(
      files,
      signer,
      (content) => ({ ...content, case: { ...content.case, title } }),
      engine,
    )
    expect(remarks).toEqual([])
    const path = join(folder, `${engine}.pdf`)
    writeFileSync(path, pdf)
    return path
  }

  test('of Korea, Thailand, Japan and China are drawn', async () => {
    const title = '한국어 경비원, ไทย ที่นี่, 日本語 あ々ア「Ａ」, 繁體'
    const path = await pagesTitled(title)
    expect(run('pdffonts', path)).toMatch(/NotoSansKR[^]*NotoSansThai|NotoSansThai[^]*NotoSansKR/)
    const pages = run('pdftotext', '-raw', path, '-')
    expect(pages).not.toMatch(/\[U\+[0-9A-F]/)
    for (const word of ['한국어 경비원', 'ไทย', '日本語', 'あ々ア', '繁體']) expect(pages).toContain(word)
  })

  test('that run right to left leave the order of the words after them alone', async () => {
    const title = 'Kept for مريم; 7 of 13, ' + 'שלום '.repeat(12) + 'end'
    const path = await pagesTitled(title)
    // Each word with its distance from the left and from the top.
    const boxes = [...run('pdftotext', '-bbox', path, '-').matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)".*?>(.*?)</g)]
    const starts = boxes.filter(([, , , word]) => word === 'Kept')
    expect(starts.length).toBeGreaterThan(2)
    for (const [, , top] of starts) {
      const line = boxes.filter(([, , above]) => Math.abs(Number(above) - Number(top)) < 9)
      const of = (wanted: RegExp): number => Number(line.find(([, , , word = '']) => wanted.test(word))?.[1])
      expect(of(/^Kept$/)).toBeLessThan(of(/\p{sc=Arabic}/u))
      expect(of(/\p{sc=Arabic}/u)).toBeLessThan(of(/^7$/))
      expect(of(/^7$/)).toBeLessThan(of(/\p{sc=Hebrew}/u))
    }
  })
})

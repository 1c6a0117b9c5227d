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

  test('of Korea, Thailand, Japan and China are drawn', async () => {
    const title = '한국어 경비원, ไทย ที่นี่, 日本語 あ々ア「Ａ」, 繁體'
    const files = [file('1', 'a.txt', 'text/plain', Buffer.from('a'))]
    const { pdf, remarks } = await build(
      files,
      signer,
      (content) => ({ ...content, case: { ...content.case, title } }),
      engine,
    )
    const path = join(folder, `${engine}.pdf`)
    writeFileSync(path, pdf)
    expect(remarks).toEqual([])
    expect(run('pdffonts', path)).toMatch(/NotoSansKR[^]*NotoSansThai|NotoSansThai[^]*NotoSansKR/)
    const pages = run('pdftotext', '-raw', path, '-')
    expect(pages).not.toMatch(/\[U\+[0-9A-F]/)
    for (const word of ['한국어 경비원', 'ไทย', '日本語', 'あ々ア', '繁體']) expect(pages).toContain(word)
  })
})

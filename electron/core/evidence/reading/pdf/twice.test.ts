import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename } from 'node:path'
import { PDFDocument, PDFName, StandardFonts } from 'pdf-lib'
import { describe, expect, it } from 'vitest'
import { filesUnder, isThere } from '../../../../../tests/real/real.ts'
import { openBy } from '../open-by.fixture.ts'
import { sourceOf } from '../source.ts'
import { differenceOf } from './differ.ts'
import { pdf } from './pdf.ts'

/** Three pages, of which the second has a second content stream that some programs leave out. */
async function masked(): Promise<Buffer> {
  const file = await PDFDocument.create()
  const font = await file.embedFont(StandardFonts.Helvetica)
  for (const words of ['The first page.', 'Paid 100 euros.', 'The last page.']) {
    const page = file.addPage([300, 200])
    page.drawText(words, { x: 20, y: 150, size: 12, font })
    page.drawText('Nothing fur\u00adther, office', { x: 20, y: 120, size: 12, font })
  }
  const { node } = file.getPage(1)
  const more = file.context.register(
    file.context.stream(
      `BT /${node.normalizedEntries().Font.keys()[0]?.decodeText()} 12 Tf 20 90 Td (And 900 more) Tj ET`,
    ),
  )
  const [first] = node.normalizedEntries().Contents?.asArray() ?? []
  node.set(PDFName.of('Contents'), file.context.obj([first, PDFName.of('q'), more]))
  const bytes = Buffer.from(await file.save({ useObjectStreams: false }))
  bytes.write(' q', bytes.indexOf('/q', bytes.indexOf('/Contents [')), 'latin1')
  return bytes
}

describe('a PDF that is read twice', () => {
  it('says on which page two engines differ, and in what, when it is asked', async () => {
    const file = await openBy(pdf, sourceOf('a.pdf', await masked()))
    expect(await file.part?.({ ask: 'second', page: 1 })).toEqual({ ask: 'second', differs: null })
    const said = 'Two engines read this page differently: pdf.js alone reads “900”, “and”, “more”.'
    const answer = await file.part?.({ ask: 'second', page: 2 })
    const differs = (answer?.ask === 'second' && answer.differs) || ''
    expect(
      differs.replace(/reads (.*)\.$/, (_, words: string) => `reads ${words.split(', ').sort().join(', ')}.`),
    ).toBe(said)
    expect((await file.text?.(0))?.unread).toEqual([])
    expect((await file.text?.(0, true))?.unread).toMatchObject([{ at: 'p. 2', reason: differs }])
  })

  it('loads no library that draws', async () => {
    await (await openBy(pdf, sourceOf('a.pdf', await masked()))).part?.({ ask: 'second', page: 1 })
    expect(
      Object.keys(createRequire(import.meta.url).cache).filter((path) => path.includes('@napi-rs/canvas')),
    ).toEqual([])
  })

  it('is read by its password the second time too', async () => {
    const made = await PDFDocument.load(await masked())
    made.encrypt({ userPassword: 'north gate', ownerPassword: 'owner' })
    const file = await openBy(pdf, sourceOf('a.pdf', await made.save()), 'north gate')
    expect(await file.part?.({ ask: 'second', page: 1 })).toEqual({ ask: 'second', differs: null })
  })
})

describe('two readings are one', () => {
  it.each([
    ['in another order', 'left right', 'right\nleft'],
    ['where gaps are seen otherwise', 'the north gate 4', 'thenorth gate4'],
    ['with ligatures and hyphens', 'the o\ufb03ce far\u00adther-on', 'the office farther on'],
    ['of Arabic, by letters and not by their order', 'الخطوط في 25 12 2017', 'اخلطوط 20171225في'],
  ])('%s', (_, one, other) => {
    expect(differenceOf(one, other)).toBeUndefined()
  })

  it('no longer where a word or a figure is another', () => {
    expect(differenceOf('paid 100 euros', 'paid 900 euros')).toEqual({ first: ['100'], second: ['900'] })
    expect(differenceOf('', 'all of it')).toEqual({ first: [], second: ['all', 'of', 'it'] })
    expect(differenceOf('שלום עולם', '')?.first).toHaveLength(1)
  })
})

describe.skipIf(!isThere('hostile-pdfs'))('real files', () => {
  const differing = async (path: string): Promise<boolean> => {
    const file = await openBy(pdf, sourceOf(basename(path), readFileSync(path))).catch(() => undefined)
    if (file?.view.kind !== 'pages') return false
    for (let page = 1; page <= Math.min(file.view.count, 10); page++) {
      const answer = await Promise.resolve(file.part?.({ ask: 'second', page })).catch(() => undefined)
      if (answer?.ask === 'second' && answer.differs !== null) return true
    }
    return false
  }

  it('made so that programs show different pages are named, all that PDFium, pdf.js and poppler read differently', async () => {
    const named: string[] = []
    for (const path of filesUnder('hostile-pdfs').filter((one) => one.includes('content-masking')))
      if (await differing(path)) named.push(/confusion_\.?([A-Z0-9]+)-/.exec(path)?.[1] ?? path)
    expect(named.sort()).toEqual(['A4', 'G2', 'H5', 'I3', 'J2', 'P4', 'QX'])
  })

  it.skipIf(!isThere('redaction'))(
    'of everyday programs are not',
    async () => {
      const named: string[] = []
      for (const path of ['pdfs', 'redaction', 'signed-pdfs'].filter(isThere).flatMap(filesUnder))
        if (path.endsWith('.pdf') && (await differing(path))) named.push(basename(path))
      // One whose attachment alone is encrypted, which pdf.js does not open; and one that is fuzzed.
      expect(named).toEqual(['encrypted-attachment.pdf'])
    },
    60_000,
  )
})

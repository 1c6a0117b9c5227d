import { readFileSync } from 'node:fs'
import { deflateSync } from 'node:zlib'
import { PDFDocument, PDFHexString, PDFName, PDFString, degrees, type PDFPage } from 'pdf-lib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { parseAt, showAt } from '../../../../../shared/kernel/pinpoint.ts'
import { isThere, real } from '../../../../../tests/real/real.ts'
import type { OpenedFile, TextPart } from '../format.ts'
import { openBy } from '../open-by.fixture.ts'
import { sourceOf } from '../source.ts'
import { pdf } from './pdf.ts'
import { pdfDateInWords } from './structure.ts'

const open = (bytes: Uint8Array, password?: string): Promise<OpenedFile> =>
  openBy(pdf, sourceOf('a.pdf', bytes), password)
const openReal = (name: string): Promise<OpenedFile> => open(readFileSync(real(name)))

async function textOf(file: OpenedFile): Promise<TextPart['units']> {
  const units: TextPart['units'] = []
  for (let from: number | null = 0; from !== null;) {
    const part: TextPart | undefined = await file.text?.(from)
    units.push(...(part?.units ?? []))
    from = part?.next ?? null
  }
  return units
}

const annotate = (page: PDFPage, entries: Record<string, unknown>): void =>
  page.node.addAnnot(page.doc.context.register(page.doc.context.obj({ Type: 'Annot', ...entries } as never)))

const note = {
  Subtype: 'Highlight',
  Rect: [100, 650, 300, 670],
  T: PDFHexString.fromText('J. Müller'),
  Contents: PDFHexString.fromText('This is not my signature'),
  M: PDFString.of("D:20261130064200+01'00'"),
}

describe('annotations', () => {
  it('are listed with page, kind, author, words and date, and those that are not seen say so', async () => {
    const made = await PDFDocument.create()
    made.addPage([612, 792])
    const page = made.addPage([612, 792])
    annotate(page, note)
    annotate(page, { Subtype: 'Text', Rect: [10, 10, 30, 30], Contents: PDFString.of('for us alone'), F: 2 })
    annotate(page, { Subtype: 'Square', Rect: [700, 10, 800, 30], Contents: PDFString.of('beside it'), F: 32 })
    const file = await open(await made.save())
    expect(file.facts.filter(({ source }) => source === 'PDF annotation')).toEqual([
      {
        name: 'Highlight, p. 2',
        value: "This is not my signature · by J. Müller · changed D:20261130064200+01'00'",
        source: 'PDF annotation',
      },
      { name: 'Note, p. 2', value: 'for us alone · hidden', source: 'PDF annotation' },
      {
        name: 'Square, p. 2',
        value: 'beside it · not shown on a screen · outside the page as displayed',
        source: 'PDF annotation',
      },
    ])
    const units = await textOf(file)
    expect(units.map(({ at }) => at).slice(0, 3)).toEqual(['p. 1', 'p. 2', 'p. 2 [100,122 200×20]'])
    for (const { at } of units) {
      const place = parseAt(at)
      expect(place && showAt(place)).toBe(at)
    }
    expect(await file.part?.({ ask: 'find', words: 'NOT MY', from: 0 })).toMatchObject({
      hits: [{ at: 'p. 2 [100,122 200×20]', boxes: [{ x: 100, y: 122, width: 200, height: 20 }] }],
      next: null,
    })
  })

  it('have their place on the page as displayed, however it is turned', async () => {
    for (const [turn, box] of [
      [0, '100,122 200×20'],
      [90, '650,100 20×200'],
      [180, '312,650 200×20'],
      [270, '122,312 20×200'],
    ] as const) {
      const made = await PDFDocument.create()
      const page = made.addPage([612, 792])
      page.setRotation(degrees(turn))
      annotate(page, note)
      expect((await textOf(await open(await made.save()))).at(-1)?.at, String(turn)).toBe(`p. 1 [${box}]`)
    }
  })

  it('of an encrypted file are read with its password, and no text of theirs before', async () => {
    const made = await PDFDocument.create()
    annotate(made.addPage([612, 792]), note)
    made.encrypt({ userPassword: 'north gate', ownerPassword: 'owner' })
    const bytes = await made.save()
    await expect(open(bytes)).rejects.toThrow('locked')
    const file = await open(bytes, 'north gate')
    expect(file.problems).toEqual([])
    expect((await textOf(file)).at(-1)?.text).toBe('Highlight: This is not my signature')
  })

  it.each([
    ['99 0 obj', '/FlateDecode'],
    ['99 0\nobj', '/FlateDecode'],
    ['98 0 obj /FlateDecode endobj\n99 0 obj', '98 0 R'],
  ])('are not looked for where packed objects become very large (%j, %s), and that is said', async (begins, filter) => {
    const made = await PDFDocument.create()
    annotate(made.addPage([612, 792]), note)
    const bytes = Buffer.from(await made.save({ useObjectStreams: false }))
    const end = bytes.lastIndexOf('\nxref')
    const packed = deflateSync(Buffer.alloc(65 * 1024 * 1024), { level: 1 })
    const head = `\n${begins}\n<< /Type /ObjStm /N 0 /First 0 /Filter ${filter} /Length ${packed.length} >>\nstream\n`
    const bomb = Buffer.concat([Buffer.from(head), packed, Buffer.from('\nendstream\nendobj\n')])
    const whole = Buffer.concat([bytes.subarray(0, end), bomb, bytes.subarray(end)]).toString('latin1')
    const between = begins.includes('\nobj') ? '\nobj' : ' obj'
    const file = await open(Buffer.from(whole.replaceAll(' obj', between), 'latin1'))
    expect(file.view.kind).toBe('pages')
    expect(file.problems.join()).toMatch(
      /not looked for\. Its (?:packed objects become more than 64 MiB|objects are packed in a way)/,
    )
  })
})

describe('fields of a form', () => {
  it('are drawn, and listed with their values, also what is hidden and what is on no page', async () => {
    const made = await PDFDocument.create()
    const page = made.addPage([300, 200])
    const form = made.getForm()
    const name = form.createTextField('visitor.name')
    name.setText('Ines Duarte')
    name.addToPage(page, { x: 20, y: 100, width: 200, height: 30, borderWidth: 0 })
    const met = form.createCheckBox('met')
    met.addToPage(page, { x: 20, y: 60, width: 12, height: 12 })
    met.check()
    const badge = form.createDropdown('badge')
    badge.addOptions(['4711', '4712'])
    badge.select('4712')
    badge.addToPage(page, { x: 20, y: 20, width: 80, height: 20, hidden: true })
    form.createTextField('lost').setText('never on a page')
    const file = await open(await made.save())
    expect(file.facts.filter(({ source }) => source === 'PDF form').map((fact) => [fact.name, fact.value])).toEqual([
      ['Text field “visitor.name”, p. 1', 'Ines Duarte'],
      ['Check box “met”, p. 1', 'Yes'],
      ['Drop-down list “badge”, p. 1', '4712 · hidden'],
      ['Text field “lost”', 'never on a page · on no page'],
    ])
    expect((await textOf(file)).map(({ at, text }) => `${at} ${text}`)).toContain(
      'p. 1 [20,70 200×30] Text field “visitor.name”: Ines Duarte',
    )
    const drawn = await file.picture?.(1, 300)
    const { channels } = await sharp(drawn?.bytes).extract({ left: 20, top: 70, width: 200, height: 30 }).stats()
    expect(channels[0]?.min).toBeLessThan(128)
  })
})

/** A PDF with one signature that covers all of it but itself; nothing in it is a real signature. */
async function signed(): Promise<Buffer> {
  const made = await PDFDocument.create()
  const page = made.addPage([300, 200])
  const { context } = made
  const value = context.register(
    context.obj({
      Type: 'Sig',
      SubFilter: 'adbe.pkcs7.detached',
      Name: PDFString.of('R. Okafor'),
      Reason: PDFString.of('I agree'),
      M: PDFString.of('D:20261130070000'),
      ByteRange: [0, 1_111_111_111, 2_111_111_111, 1_311_111_111],
      Contents: PDFHexString.of('00'.repeat(64)),
    }),
  )
  const field = context.obj({
    Type: 'Annot',
    Subtype: 'Widget',
    FT: 'Sig',
    T: PDFString.of('here'),
    Rect: [0, 0, 0, 0],
    V: value,
  })
  const ref = context.register(field)
  page.node.addAnnot(ref)
  made.catalog.set(PDFName.of('AcroForm'), context.obj({ Fields: [ref], SigFlags: 3 }))
  const bytes = Buffer.from(await made.save({ useObjectStreams: false }))
  const begins = bytes.indexOf(`<${'00'.repeat(64)}>`)
  const ends = begins + 130
  for (const [old, now] of [
    ['1111111111', begins],
    ['2111111111', ends],
    ['1311111111', bytes.length - ends],
  ] as const)
    bytes.write(String(now).padEnd(10), bytes.indexOf(old), 'latin1')
  return bytes
}

describe('signatures', () => {
  const coveredBy = ({ facts }: OpenedFile): string[] =>
    facts.filter(({ name }) => /^Signature \d+, covers$/.test(name)).map(({ value }) => value)

  it('state who, why and when as claims, and which bytes they cover', async () => {
    const bytes = await signed()
    const file = await open(bytes)
    const source = 'PDF signature, as it claims; not checked'
    expect(file.facts).toEqual(
      expect.arrayContaining([
        { name: 'Signatures', value: '1', source },
        { name: 'Signature 1, name', value: 'R. Okafor', source },
        { name: 'Signature 1, reason', value: 'I agree', source },
        { name: 'Signature 1, time', value: 'D:20261130070000', source },
        { name: 'Signature field “here”, p. 1', value: 'signed · without a size', source: 'PDF form' },
      ]),
    )
    expect(coveredBy(file)).toEqual([
      `the whole file (${bytes.length.toLocaleString('en')} bytes) but the signature itself`,
    ])
  })

  it('say how many bytes were added after them, and when they leave out more than themselves', async () => {
    const bytes = await signed()
    const later = Buffer.concat([bytes, Buffer.from('\n% one more line\n')])
    expect(coveredBy(await open(later))).toEqual([
      `the first ${bytes.length.toLocaleString('en')} bytes but the signature itself; 17 bytes were added after it`,
    ])
    const wider = Buffer.from(bytes)
    const at = wider.indexOf('/ByteRange [ 0 ') + '/ByteRange [ 0 '.length
    wider.write('5'.padEnd(10), at, 'latin1')
    expect(coveredBy(await open(wider))).toEqual([
      expect.stringContaining('what it leaves out is more than the signature itself'),
    ])
    wider.write('9999999999', at, 'latin1')
    expect(coveredBy(await open(wider))).toEqual([expect.stringMatching(/^not to be told/)])
  })

  it.skipIf(!isThere('signed-pdfs'))('of other programs are stated alike', async () => {
    expect(coveredBy(await openReal('signed-pdfs/DSS-1683.pdf'))).toEqual([
      'the whole file (17,583 bytes) but the signature itself',
    ])
    expect(coveredBy(await openReal('signed-pdfs/doc-firmado.pdf'))).toHaveLength(2)
    expect(coveredBy(await openReal('signed-pdfs/modified_after_signature.pdf'))).toEqual([
      expect.stringContaining('were added after it'),
    ])
  })
})

describe.skipIf(!isThere('pdfs'))('files of other programs', () => {
  it('have their fields and annotations listed', async () => {
    const form = await openReal('pdfs/form_two_pages.pdf')
    expect(form.facts.filter(({ source }) => source === 'PDF form').length).toBeGreaterThan(2)
    const attached = await openReal('pdfs/annotation-fileattachment.pdf')
    expect(attached.facts.map(({ name }) => name)).toContain('Attached file, p. 1')
  })
})

describe('attachments of an encrypted file', () => {
  it('that are encrypted with it are taken out as they were put in', async () => {
    const made = await PDFDocument.create()
    made.addPage([300, 200])
    await made.attach(Buffer.from('gate\nlobby\n'), 'list.txt')
    made.encrypt({ userPassword: 'north gate', ownerPassword: 'owner' })
    const file = await open(await made.save(), 'north gate')
    expect(file.members).toMatchObject([{ path: 'list.txt', encrypted: false }])
    expect(Buffer.from((await file.member?.('list.txt')) ?? []).toString()).toBe('gate\nlobby\n')
  })

  it.skipIf(!isThere('pdfs'))('that are encrypted apart from it are not handed out as they lie', async () => {
    const file = await openReal('pdfs/encrypted-attachment.pdf')
    expect(file.members).toMatchObject([{ encrypted: true, size: null }])
    expect(() => file.member?.(file.members[0]?.path ?? '')).toThrow('its bytes are not handed out')
  })
})

describe('labels of pages', () => {
  it('are told where they are not the number of the page', async () => {
    const made = await PDFDocument.create()
    for (let page = 0; page < 4; page++) made.addPage([300, 200])
    const { context } = made
    const ranges = [0, context.obj({ S: 'r' }), 2, context.obj({ S: 'D' })]
    made.catalog.set(PDFName.of('PageLabels'), context.obj({ Nums: ranges }))
    expect((await open(await made.save())).facts).toContainEqual({
      name: 'Page labels',
      value: 'p. 1 is “i”; p. 2 is “ii”; p. 3 is “1”; p. 4 is “2”',
      source: 'PDF PageLabels',
    })
  })

  it('are no fact where each is its number', async () => {
    const made = await PDFDocument.create()
    made.addPage([300, 200])
    expect((await open(await made.save())).facts.map(({ name }) => name)).not.toContain('Page labels')
  })
})

it.each([
  ['D:20261130203027Z', '2026-11-30 20:30:27 UTC'],
  ["D:20261130203027+05'30'", '2026-11-30 20:30:27 +05:30'],
  ['D:20261130203027-08', '2026-11-30 20:30:27 -08:00'],
  ['D:202611302030', '2026-11-30 20:30, no zone stated'],
  ['D:20261130', '2026-11-30'],
  ['D:2026', 'D:2026'],
  ['last week', 'last week'],
])('a date of PDF is read: %s', (stated, read) => {
  expect(pdfDateInWords(stated)).toBe(read)
})
